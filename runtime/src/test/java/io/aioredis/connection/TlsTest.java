package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aioredis.exception.ConnectFailedException;
import io.aioredis.exception.ConnectTimeoutException;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TlsTest {
    @TempDir
    static Path files;

    private static X509Bundle authority;
    private static X509Bundle client;
    private static Path authorityPem;

    /** Wants no client certificate. */
    private static TlsServer open;

    /** Wants one. */
    private static TlsServer mutual;

    /** A server and its port for TLS. */
    private record TlsServer(RedisServer server, int port) implements AutoCloseable {
        String url() {
            return "rediss://localhost:" + port;
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @BeforeAll
    static void startServers() throws Exception {
        authority = new CertificateBuilder()
                .subject("CN=test-ca")
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        authorityPem = write("ca.crt", authority.getCertificatePEM());
        client = certificate().addSanDnsName("client").buildIssuedBy(authority);
        X509Bundle localhost = certificate().addSanDnsName("localhost").buildIssuedBy(authority);
        open = start("open", localhost, "no");
        mutual = start("mutual", localhost, "yes");
    }

    @AfterAll
    static void stopServers() {
        open.close();
        mutual.close();
    }

    @ParameterizedTest
    @MethodSource("io.aioredis.connection.Transports#names")
    void aServerWithAGoodCertificateIsConnectedTo(String transport) {
        try (Transports.Loops loops = Transports.Loops.start(transport);
                RedisConnection redis = RedisConnection.connect(open.url() + "/2", loops.on(trusting(authorityPem)))
                        .join()) {
            assertThat(redis.db()).isEqualTo(2);
            byte[] large = new byte[3 << 20];
            new Random(1).nextBytes(large);
            redis.execute("SET", "tls:large", large).join();
            assertThat((byte[]) redis.execute("GET", "tls:large").join()).isEqualTo(large);
        }
    }

    /** The engine of the JDK, which encrypts from one buffer into another. */
    @Test
    void aValueOf48MegabytesIsSetAndGotWith16MegabytesOfDirectMemory() throws Exception {
        List<String> limits = List.of("-XX:MaxDirectMemorySize=16m", "-Xmn6m", "-Xmx120m");
        String size = "" + (48 << 20);
        String authority = authorityPem.toString();
        assertThat(SmallJvm.run(limits, "set-bytes", size, "nio", open.url(), authority))
                .isEqualTo(size);
        assertThat(SmallJvm.run(limits, "get-bytes", size, "nio", open.url(), authority))
                .isEqualTo(size);
    }

    @Test
    void aTrustStoreServesAsWellAsAFile() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("ca", authority.getCertificate());
        Path file = save("trust.p12", store);
        ConnectionOptions options = with(TlsOptions.builder().trustStore(file, "changeit".toCharArray()));
        try (RedisConnection redis =
                RedisConnection.connect(open.url(), options).join()) {
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void aServerThatNobodyTrustedIsRefused() {
        assertRefused(RedisConnection.connect(open.url()), "unable to find valid certification path");
    }

    @Test
    void anotherHostNameIsRefusedUnlessNamesAreNotVerified() {
        String url = open.url().replace("localhost", "127.0.0.1");
        assertRefused(RedisConnection.connect(url, trusting(authorityPem)), "127.0.0.1");
        ConnectionOptions options =
                with(TlsOptions.builder().trustCertificates(authorityPem).withoutHostNameVerification());
        try (RedisConnection redis = RedisConnection.connect(url, options).join()) {
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        X509Bundle expired = certificate()
                .addSanDnsName("localhost")
                .notBefore(Instant.now().minus(20, ChronoUnit.DAYS))
                .notAfter(Instant.now().minus(10, ChronoUnit.DAYS))
                .buildIssuedBy(authority);
        try (TlsServer server = start("expired", expired, "no")) {
            assertRefused(RedisConnection.connect(server.url(), trusting(authorityPem)), "");
            ConnectionOptions blind = with(TlsOptions.builder().withoutAnyVerification());
            try (RedisConnection redis =
                    RedisConnection.connect(server.url(), blind).join()) {
                assertThat(redis.execute("PING").join()).isEqualTo("PONG");
            }
        }
    }

    @Test
    void aClientShowsItsCertificateFromFilesOrAKeyStore() throws Exception {
        Path chain = write("client.crt", client.getCertificatePathPEM());
        Path key = write("client.key", client.getPrivateKeyPEM());
        ConnectionOptions fromFiles =
                with(TlsOptions.builder().trustCertificates(authorityPem).clientCertificate(chain, key));
        try (RedisConnection redis =
                RedisConnection.connect(mutual.url(), fromFiles).join()) {
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
        Path store = save("client.p12", client.toKeyStore("PKCS12", "changeit".toCharArray()));
        ConnectionOptions fromStore = with(
                TlsOptions.builder().trustCertificates(authorityPem).clientKeyStore(store, "changeit".toCharArray()));
        try (RedisConnection redis =
                RedisConnection.connect(mutual.url(), fromStore).join()) {
            assertThat(redis.execute("PING").join()).isEqualTo("PONG");
        }
    }

    @Test
    void aMissingClientCertificateIsRefused() {
        // with TLS 1.3 the client learns of it after its handshake only
        assertRefused(RedisConnection.connect(mutual.url(), trusting(authorityPem)), "");
    }

    @Test
    void aServerWithoutTlsIsRefusedInTime() {
        ScriptedServer.Handler silent = peer -> peer.pauseReading();
        try (ScriptedServer server = ScriptedServer.start(silent)) {
            ConnectionOptions hasty = ConnectionOptions.builder()
                    .connectTimeout(Duration.ofMillis(300))
                    .build();
            assertThat(failure(RedisConnection.connect(server.url().replace("redis:", "rediss:"), hasty)))
                    .isInstanceOf(ConnectTimeoutException.class)
                    .hasMessageEndingWith("timed out after 300 ms while agreeing on encryption");
        }
    }

    @Test
    void wrongFilesAreRefusedWhenTheyAreNamed() throws Exception {
        Path none = files.resolve("none.pem");
        assertThatThrownBy(() -> TlsOptions.builder().trustCertificates(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("file: " + none + " (expected: one that can be read)");
        Path garbage = write("garbage.pem", "no certificate");
        assertThatThrownBy(() -> TlsOptions.builder().trustCertificates(garbage))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trustCertificates: " + garbage + " cannot be used: ");
        assertThatThrownBy(() -> TlsOptions.builder().trustStore(garbage, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("trustStore: " + garbage + " cannot be used: ");
        assertThatThrownBy(() -> RedisConnection.connect("/tmp/r.sock", with(TlsOptions.builder())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tls: set for the unix socket /tmp/r.sock (expected: none)");
        assertThat(TlsOptions.DEFAULT).hasToString("TlsOptions[verified]");
    }

    private static CertificateBuilder certificate() {
        return new CertificateBuilder().subject("CN=test").ecp256();
    }

    private static ConnectionOptions trusting(Path authority) {
        return with(TlsOptions.builder().trustCertificates(authority));
    }

    private static ConnectionOptions with(TlsOptions.Builder tls) {
        return ConnectionOptions.builder().tls(tls.build()).build();
    }

    private static TlsServer start(String name, X509Bundle certificate, String clients) throws IOException {
        Path chain = write(name + ".crt", certificate.getCertificatePathPEM());
        Path key = write(name + ".key", certificate.getPrivateKeyPEM());
        for (int attempt = 0; ; attempt++) {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            try {
                RedisServer server = RedisServers.start(
                        "--tls-port",
                        String.valueOf(port),
                        "--tls-cert-file",
                        chain.toString(),
                        "--tls-key-file",
                        key.toString(),
                        "--tls-ca-cert-file",
                        authorityPem.toString(),
                        "--tls-auth-clients",
                        clients);
                return new TlsServer(server, port);
            } catch (RuntimeException e) {
                if (attempt == 5) {
                    throw e; // else somebody may have taken the port in between
                }
            }
        }
    }

    private static Path write(String name, String content) throws IOException {
        return Files.writeString(files.resolve(name), content);
    }

    private static Path save(String name, KeyStore store) throws Exception {
        Path file = files.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "changeit".toCharArray());
        }
        return file;
    }

    private static void assertRefused(CompletableFuture<RedisConnection> connecting, String because) {
        assertThat(failure(connecting))
                .isInstanceOf(ConnectFailedException.class)
                .isNotInstanceOf(ConnectTimeoutException.class)
                .hasMessageContaining("failed: ")
                .hasMessageContaining(because);
    }
}
