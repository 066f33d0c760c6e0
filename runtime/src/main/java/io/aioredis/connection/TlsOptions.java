package io.aioredis.connection;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * How a connection uses TLS; immutable. Files are read once, when the options are built.
 *
 * <pre>{@code
 * TlsOptions tls = TlsOptions.builder()
 *         .trustCertificates(Path.of("ca.crt"))
 *         .clientCertificate(Path.of("client.crt"), Path.of("client.key"))
 *         .build();
 * }</pre>
 */
public final class TlsOptions {
    /** The authorities that the JVM trusts; the server's certificate and its host name are verified. */
    public static final TlsOptions DEFAULT = builder().build();

    private final SslContext context;
    private final boolean isVerified;

    private TlsOptions(SslContext context, boolean isVerified) {
        this.context = context;
        this.isVerified = isVerified;
    }

    /** Returns a builder that has the defaults of {@link #DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    /** The handler that encrypts a connection to a host, whose name is what the certificate is compared with. */
    SslHandler newHandler(ByteBufAllocator allocator, RedisAddress.Tcp address) {
        SslHandler handler = context.newHandler(allocator, address.host(), address.port());
        handler.setHandshakeTimeoutMillis(0); // the connect timeout covers it
        return handler;
    }

    @Override
    public String toString() {
        return "TlsOptions[" + (isVerified ? "verified]" : "not verified]");
    }

    /** Collects options; a file that cannot be used is an error of the method that names it. */
    public static final class Builder {
        private final SslContextBuilder context = SslContextBuilder.forClient();
        private boolean isCertificateVerified = true;
        private boolean isHostNameVerified = true;

        private Builder() {}

        /** Trusts the certificates of a PEM file, and no others. */
        public Builder trustCertificates(Path pem) {
            requireReadable(pem);
            return set("trustCertificates", pem, () -> context.trustManager(pem.toFile()));
        }

        /**
         * Trusts the certificates of a key store, and no others.
         *
         * @param password of the store; null if it has none
         */
        public Builder trustStore(Path store, char @Nullable [] password) {
            requireReadable(store);
            return set("trustStore", store, () -> {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(load(store, password));
                context.trustManager(factory);
            });
        }

        /** Shows a certificate to the server: a chain and its private key, not encrypted, as PEM files. */
        public Builder clientCertificate(Path chain, Path key) {
            requireReadable(chain);
            requireReadable(key);
            return set("clientCertificate", chain, () -> context.keyManager(chain.toFile(), key.toFile()));
        }

        /**
         * Shows a certificate of a key store to the server.
         *
         * @param password of the store and of its keys; null if there is none
         */
        public Builder clientKeyStore(Path store, char @Nullable [] password) {
            requireReadable(store);
            return set("clientKeyStore", store, () -> {
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(load(store, password), password);
                context.keyManager(factory);
            });
        }

        /** Accepts any host name in the server's certificate: whoever has a certificate of the trusted may be the server. */
        public Builder withoutHostNameVerification() {
            isHostNameVerified = false;
            return this;
        }

        /** Accepts any certificate: whoever is on the way may be the server. For tests. */
        public Builder withoutAnyVerification() {
            isHostNameVerified = false;
            isCertificateVerified = false;
            return this;
        }

        /** Returns the options. */
        public TlsOptions build() {
            if (!isCertificateVerified) {
                context.trustManager(InsecureTrustManagerFactory.INSTANCE);
            }
            context.endpointIdentificationAlgorithm(isHostNameVerified ? "HTTPS" : null);
            try {
                return new TlsOptions(context.build(), isCertificateVerified && isHostNameVerified);
            } catch (SSLException e) {
                throw new IllegalArgumentException("TLS options: " + e.getMessage(), e);
            }
        }

        /** What reads a file and may find something else in it. */
        private interface Setter {
            void set() throws GeneralSecurityException, IOException;
        }

        private Builder set(String option, Path file, Setter setter) {
            try {
                setter.set();
                return this;
            } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
                throw new IllegalArgumentException(option + ": " + file + " cannot be used: " + e.getMessage(), e);
            }
        }

        private static void requireReadable(Path file) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw new IllegalArgumentException("file: " + file + " (expected: one that can be read)");
            }
        }

        private static KeyStore load(Path store, char @Nullable [] password)
                throws GeneralSecurityException, IOException {
            KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, password);
            }
            return keys;
        }
    }
}
