package io.aioredis.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The clients that are compared. */
enum Peer {
    AIOREDIS("aioredis") {
        @Override
        PeerClient connect(ServerAddress address) {
            return new AioredisPeer(address);
        }
    },
    LETTUCE("Lettuce") {
        @Override
        PeerClient connect(ServerAddress address) {
            return new LettucePeer(address);
        }
    },
    VERTX("Vert.x") {
        @Override
        PeerClient connect(ServerAddress address) {
            return new VertxPeer(address);
        }
    },
    REDISSON("Redisson") {
        @Override
        PeerClient connect(ServerAddress address) {
            return new RedissonPeer(address);
        }
    },
    GLIDE("GLIDE") {
        @Override
        PeerClient connect(ServerAddress address) throws Exception {
            return new GlidePeer(address);
        }
    },
    JEDIS("Jedis") {
        @Override
        PeerClient connect(ServerAddress address) {
            return new JedisPeer(address);
        }

        @Override
        Optional<String> reasonAgainst(Workload workload) {
            return workload.shape() == Workload.Shape.THREADS
                    ? Optional.empty()
                    : Optional.of("it has no asynchronous commands");
        }
    },
    FLOOR("bare socket") {
        @Override
        PeerClient connect(ServerAddress address) {
            throw new UnsupportedOperationException("the floor is no client");
        }

        @Override
        Load open(Workload workload, ServerAddress address) {
            return new FloorLoad(address, workload);
        }
    };

    private static final Properties VERSIONS = new Properties();

    static {
        try (InputStream in = Peer.class.getResourceAsStream("versions.properties")) {
            VERSIONS.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    /** The name for filters. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** The version of the client, empty for the floor. */
    String version() {
        return VERSIONS.getProperty(id(), "");
    }

    static String nettyVersion() {
        return VERSIONS.getProperty("netty", "");
    }

    /** Why a workload cannot be measured with this client. */
    Optional<String> reasonAgainst(Workload workload) {
        return Optional.empty();
    }

    Load open(Workload workload, ServerAddress address) throws Exception {
        return ClientLoads.open(connect(address), workload);
    }

    abstract PeerClient connect(ServerAddress address) throws Exception;
}
