package io.aioredis.connection;

import io.aioredis.protocol.ReplyLimits;
import io.aioredis.protocol.ReplyParser;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is made and what it allows; immutable.
 *
 * <pre>{@code
 * ConnectionOptions options = ConnectionOptions.builder()
 *         .db(2)
 *         .password("secret")
 *         .connectTimeout(Duration.ofSeconds(2))
 *         .build();
 * }</pre>
 *
 * <p>What a URL says as well has precedence.
 */
public final class ConnectionOptions {
    /** The options with nothing changed. */
    public static final ConnectionOptions DEFAULT = builder().build();

    /** The least time of silence after which a server is given up, unless another is set. */
    private static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    private final int db;
    private final @Nullable String username;
    private final @Nullable String password;
    private final @Nullable TlsOptions tls;
    private final @Nullable Charset encoding;
    private final @Nullable String clientName;
    private final boolean sendLibraryInfo;
    private final ProtocolVersion protocol;
    private final Duration connectTimeout;
    private final @Nullable Duration tcpTimeout;
    private final @Nullable EventLoopGroup eventLoopGroup;
    private final @Nullable Duration commandTimeout;
    private final @Nullable Duration deadAfter;
    private final @Nullable Executor callbackExecutor;
    private final long maxPendingBytes;
    private final ReplyLimits limits;
    private final @Nullable Supplier<ReplyParser> parser;

    private ConnectionOptions(Builder builder) {
        this.db = builder.db;
        this.username = builder.username;
        this.password = builder.password;
        this.tls = builder.tls;
        this.encoding = builder.encoding;
        this.clientName = builder.clientName;
        this.sendLibraryInfo = builder.sendLibraryInfo;
        this.protocol = builder.protocol;
        this.connectTimeout = builder.connectTimeout;
        this.tcpTimeout = builder.tcpTimeout;
        this.eventLoopGroup = builder.eventLoopGroup;
        this.commandTimeout = builder.commandTimeout;
        this.deadAfter = builder.deadAfter;
        this.callbackExecutor = builder.callbackExecutor;
        this.maxPendingBytes = builder.maxPendingBytes;
        this.limits = builder.limits;
        this.parser = builder.parser;
    }

    /** Returns a builder that has the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns a builder that has what these options have. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.db = db;
        builder.username = username;
        builder.password = password;
        builder.tls = tls;
        builder.encoding = encoding;
        builder.clientName = clientName;
        builder.sendLibraryInfo = sendLibraryInfo;
        builder.protocol = protocol;
        builder.connectTimeout = connectTimeout;
        builder.tcpTimeout = tcpTimeout;
        builder.eventLoopGroup = eventLoopGroup;
        builder.commandTimeout = commandTimeout;
        builder.deadAfter = deadAfter;
        builder.callbackExecutor = callbackExecutor;
        builder.maxPendingBytes = maxPendingBytes;
        builder.limits = limits;
        builder.parser = parser;
        return builder;
    }

    /** The database that is selected; 0 needs no SELECT. */
    public int db() {
        return db;
    }

    /** The user to authenticate as; null for the server's default user. */
    public @Nullable String username() {
        return username;
    }

    /** The password; null if the connection does not authenticate. */
    public @Nullable String password() {
        return password;
    }

    /** How the connection is encrypted; null if it is not. */
    public @Nullable TlsOptions tls() {
        return tls;
    }

    /** How raw commands decode bulk strings; null leaves them bytes. */
    public @Nullable Charset encoding() {
        return encoding;
    }

    /** The name that the server lists the connection by; null for none. */
    public @Nullable String clientName() {
        return clientName;
    }

    /** Whether the server is told the library's name and version. */
    public boolean sendLibraryInfo() {
        return sendLibraryInfo;
    }

    /** The protocol. */
    public ProtocolVersion protocol() {
        return protocol;
    }

    /** How long connecting may take, until the server has accepted the credentials and the database. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** How long the peer's TCP may be silent when it should not be; null leaves that to the system. */
    public @Nullable Duration tcpTimeout() {
        return tcpTimeout;
    }

    /** The event loops that connections run on; null for those that connections share. */
    public @Nullable EventLoopGroup eventLoopGroup() {
        return eventLoopGroup;
    }

    /** How long a command may go unanswered; null for any time. */
    public @Nullable Duration commandTimeout() {
        return commandTimeout;
    }

    /**
     * How long the server may be silent while commands are in flight until it is given up; null if it never is.
     */
    public @Nullable Duration deadAfter() {
        if (deadAfter != null || commandTimeout == null) {
            return deadAfter;
        }
        return commandTimeout.compareTo(DEAD_AFTER) > 0 ? commandTimeout : DEAD_AFTER;
    }

    /** What runs the completions of futures; null for the event loop. */
    public @Nullable Executor callbackExecutor() {
        return callbackExecutor;
    }

    /** As milliseconds, 0 for none. */
    int commandTimeoutMillis() {
        return CommandTimeout.millis(commandTimeout);
    }

    /** As milliseconds, 0 for none. */
    int deadAfterMillis() {
        return CommandTimeout.millis(deadAfter());
    }

    /** The bound on what is unanswered, in bytes. */
    public long maxPendingBytes() {
        return maxPendingBytes;
    }

    /** The bounds on what a reply may be. */
    public ReplyLimits limits() {
        return limits;
    }

    /** Makes the parser of each connection. */
    public Supplier<ReplyParser> parser() {
        return parser == null ? () -> ReplyParser.resp(limits) : parser;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "ConnectionOptions[db=" + db + ", username=" + username + ", password="
                + (password == null ? "none" : "set")
                + ", tls=" + tls + ", encoding=" + encoding + ", clientName=" + clientName + ", protocol=" + protocol
                + ", connectTimeout="
                + connectTimeout + ", commandTimeout=" + commandTimeout + ", deadAfter=" + deadAfter()
                + ", tcpTimeout=" + tcpTimeout + ", eventLoopGroup=" + (eventLoopGroup == null ? "shared" : "given")
                + ", maxPendingBytes=" + maxPendingBytes + "]";
    }

    /** Collects options; each method checks its argument at once. */
    public static final class Builder {
        private static final Duration MIN_TCP_TIMEOUT = Duration.ofSeconds(6);
        private static final Duration MAX_TCP_TIMEOUT = Duration.ofHours(12);

        private int db;
        private @Nullable String username;
        private @Nullable String password;
        private @Nullable TlsOptions tls;
        private @Nullable Charset encoding;
        private @Nullable String clientName;
        private boolean sendLibraryInfo = true;
        private ProtocolVersion protocol = ProtocolVersion.RESP3_OR_RESP2;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private @Nullable Duration tcpTimeout = Duration.ofSeconds(60);
        private @Nullable EventLoopGroup eventLoopGroup;
        private @Nullable Duration commandTimeout = Duration.ofSeconds(60);
        private @Nullable Duration deadAfter;
        private @Nullable Executor callbackExecutor;
        private long maxPendingBytes = PendingBudget.DEFAULT_BYTES;
        private ReplyLimits limits = ReplyLimits.DEFAULT;
        private @Nullable Supplier<ReplyParser> parser;

        private Builder() {}

        /** Sets the database to select; from 0, which is the default. */
        public Builder db(int db) {
            if (db < 0) {
                throw new IllegalArgumentException("db: " + db + " (expected: >= 0)");
            }
            this.db = db;
            return this;
        }

        /** Sets the user to authenticate as; needs a password. */
        public Builder username(@Nullable String username) {
            this.username = username;
            return this;
        }

        /** Sets the password; null, the default, for no authentication. An empty one is sent. */
        public Builder password(@Nullable String password) {
            this.password = password;
            return this;
        }

        /**
         * Sets how the connection is encrypted; null, the default, for no encryption, unless the address begins with {@code
         * rediss:}, which then means {@link TlsOptions#DEFAULT}.
         */
        public Builder tls(@Nullable TlsOptions tls) {
            this.tls = tls;
            return this;
        }

        /** Sets how raw commands decode bulk strings; null, the default, leaves them bytes. */
        public Builder encoding(@Nullable Charset encoding) {
            this.encoding = encoding;
            return this;
        }

        /** Sets the name that the server lists the connection by: printable ASCII without spaces; null, the default, for none. */
        public Builder clientName(@Nullable String clientName) {
            if (clientName != null
                    && (clientName.isEmpty() || !clientName.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
                throw new IllegalArgumentException(
                        "clientName: \"" + clientName + "\" (expected: printable ASCII without spaces)");
            }
            this.clientName = clientName;
            return this;
        }

        /** Sets whether the server is told the library's name and version, by default true; old servers may refuse it. */
        public Builder sendLibraryInfo(boolean sendLibraryInfo) {
            this.sendLibraryInfo = sendLibraryInfo;
            return this;
        }

        /** Sets the protocol; by default RESP3 where the server has it. */
        public Builder protocol(ProtocolVersion protocol) {
            this.protocol = Objects.requireNonNull(protocol, "protocol");
            return this;
        }

        /**
         * Sets how long connecting may take, by default 10 s: from the call until the server has accepted the credentials
         * and the database. A host with several addresses is tried at each in turn, until one accepts a socket; each but the
         * last gets an equal share of the time that is left.
         */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = requirePositive("connectTimeout", connectTimeout);
            return this;
        }

        /**
         * Sets how long the peer's TCP may be silent when it should not be, by default 60 s; then the connection is closed,
         * though nothing said that the peer is gone. It should be no shorter than the command timeout, since a server that is
         * busy with one command reads nothing meanwhile. On a connection without traffic that is found out by TCP keep-alive:
         * a first probe after half of this time without a sign of the peer, two more in its last third. What was sent and
         * is not acknowledged for this time, or not taken since the peer does not read, closes the connection too, by
         * {@code TCP_USER_TIMEOUT}; without that the system retransmits for a quarter of an hour.
         *
         * <p>epoll and io_uring have all of that. NIO has no {@code TCP_USER_TIMEOUT}, and the times of keep-alive only
         * where the JDK has them (Linux, macOS); kqueue has nothing but the system's own keep-alive, after two hours
         * mostly. A unix socket needs none of it.
         *
         * @param tcpTimeout from 6 s to 12 h, keep-alive in whole seconds; null for neither of them
         */
        public Builder tcpTimeout(@Nullable Duration tcpTimeout) {
            if (tcpTimeout != null
                    && (tcpTimeout.compareTo(MIN_TCP_TIMEOUT) < 0 || tcpTimeout.compareTo(MAX_TCP_TIMEOUT) > 0)) {
                throw new IllegalArgumentException("tcpTimeout: " + tcpTimeout + " (expected: from " + MIN_TCP_TIMEOUT
                        + " to " + MAX_TCP_TIMEOUT + ")");
            }
            this.tcpTimeout = tcpTimeout;
            return this;
        }

        /**
         * Sets how long a command may go unanswered, from the call on, by default 60 s; null for any time. Beyond it the
         * command's future fails with a {@link io.aioredis.exception.CommandTimeoutException}, and the connection goes on.
         * A command that blocks on the server has that time on top of what it was told to wait. {@link
         * CommandExecutor#withTimeout} sets another one for some commands.
         *
         * @throws IllegalArgumentException if it is not positive, or longer than 12 days
         */
        public Builder commandTimeout(@Nullable Duration commandTimeout) {
            this.commandTimeout = CommandTimeout.check("commandTimeout", commandTimeout);
            return this;
        }

        /**
         * Sets the event loops that connections run on; null, the default, for those that connections share: as many
         * threads as there are processors, daemons, which end with the last connection. A given group is never shut down by
         * a connection; when its owner shuts it down, its connections end and their commands fail.
         *
         * @param eventLoopGroup for NIO, epoll, kqueue or io_uring
         * @throws IllegalArgumentException if the group is of another kind
         */
        public Builder eventLoopGroup(@Nullable EventLoopGroup eventLoopGroup) {
            if (eventLoopGroup != null) {
                Transport.of(eventLoopGroup);
            }
            this.eventLoopGroup = eventLoopGroup;
            return this;
        }

        /**
         * Sets how long the server may be silent while commands are in flight: after that it is taken for dead, and the
         * connection closes. Null, the default, means 10 s or the command timeout, whichever is longer, and never if there
         * is no command timeout. While the oldest of the commands blocks on purpose, nothing is concluded from silence.
         *
         * @throws IllegalArgumentException if it is not positive, or longer than 12 days
         */
        public Builder deadAfter(@Nullable Duration deadAfter) {
            this.deadAfter = CommandTimeout.check("deadAfter", deadAfter);
            return this;
        }

        /**
         * Sets what runs the completions of futures, and what their {@code …Async} methods use by default; null, the
         * default, for the event loop. Completions on an executor may take their time and wait for other replies; with
         * more than one thread they run in no particular order. If it refuses a completion, the event loop runs it.
         * Codecs never run on it, but on the event loop or, for a reply of more than 2 MiB, on a background thread of the
         * library; message sinks always run on the event loop.
         */
        public Builder callbackExecutor(@Nullable Executor callbackExecutor) {
            this.callbackExecutor = callbackExecutor;
            return this;
        }

        /**
         * Sets the bound on what is unanswered, by default 256 MiB: each command counts its bytes and 256 more, from the
         * call to its reply. A single larger command is taken when nothing else is unanswered.
         */
        public Builder maxPendingBytes(long maxPendingBytes) {
            if (maxPendingBytes < 1) {
                throw new IllegalArgumentException("maxPendingBytes: " + maxPendingBytes + " (expected: >= 1)");
            }
            this.maxPendingBytes = maxPendingBytes;
            return this;
        }

        /** Sets the bounds on what a reply may be, by default {@link ReplyLimits#DEFAULT}. */
        public Builder limits(ReplyLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Sets what makes the parser of each connection, by default {@link ReplyParser#resp(ReplyLimits)} with the {@link
         * #limits}; another parser has its own.
         */
        public Builder parser(Supplier<ReplyParser> parser) {
            this.parser = Objects.requireNonNull(parser, "parser");
            return this;
        }

        /**
         * Returns the options.
         *
         * @throws IllegalArgumentException if there is a user without a password, a server is to be given up sooner than a
         *     command, or there is a parser beside limits
         */
        public ConnectionOptions build() {
            if (username != null && password == null) {
                throw new IllegalArgumentException("password: none (expected: one for the user)");
            }
            if (deadAfter != null && commandTimeout != null && deadAfter.compareTo(commandTimeout) < 0) {
                throw new IllegalArgumentException(
                        "deadAfter: " + deadAfter + " (expected: >= the command timeout, " + commandTimeout + ")");
            }
            if (parser != null && !limits.equals(ReplyLimits.DEFAULT)) {
                throw new IllegalArgumentException(
                        "limits: " + limits + " (expected: none beside a parser, which has its own)");
            }
            return new ConnectionOptions(this);
        }

        private static Duration requirePositive(String name, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(name + ": " + duration + " (expected: > 0)");
            }
            return duration;
        }
    }
}
