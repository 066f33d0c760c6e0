package io.aioredis.connection;

import static io.aioredis.connection.Failures.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aioredis.codec.CodecSource;
import io.aioredis.exception.ConnectionClosedException;
import io.aioredis.exception.ProtocolException;
import io.aioredis.exception.ReplyException;
import io.aioredis.protocol.Call;
import io.aioredis.protocol.ReplyDecoders;
import io.aioredis.pubsub.ChannelKind;
import io.aioredis.pubsub.ChannelName;
import io.aioredis.pubsub.Confirmation;
import io.aioredis.pubsub.MessageSink;
import io.aioredis.testkit.Peer;
import io.aioredis.testkit.RedisServer;
import io.aioredis.testkit.RedisServers;
import io.aioredis.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionsTest {
    private static final RedisServer REDIS = RedisServers.shared();
    private static final ConnectionOptions RESP3 =
            Plain.OPTIONS.toBuilder().protocol(ProtocolVersion.RESP3).build();

    // ------------------------------------------------------------------------------------------------ a real server

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void messagesGoToTheSinkOfTheirChannelOrPattern(int protocol) throws Exception {
        Inbox news = Inbox.channel("sub:news");
        Inbox all = Inbox.pattern("sub:*");
        try (RedisConnection redis = connect(protocol);
                RedisConnection other = connect(protocol)) {
            assertThat(redis.executePubsub("subscribe", news).join())
                    .containsExactly(confirmation("subscribe", "sub:news", 1));
            assertThat(redis.executePubsub("PSUBSCRIBE", all).join())
                    .containsExactly(confirmation("psubscribe", "sub:*", 2));
            assertThat(redis.inPubsub()).isEqualTo(2);
            assertThat(redis.pubsubChannels()).containsOnly(Map.entry(ChannelName.of("sub:news"), news));
            assertThat(redis.pubsubPatterns()).containsOnlyKeys(ChannelName.of("sub:*"));
            assertThat(other.execute("PUBLISH", "sub:news", "hello").join()).isEqualTo(2L);
            assertThat(other.execute("PUBLISH", "sub:other", "you").join()).isEqualTo(1L);
            assertThat(news.next()).isEqualTo("sub:news=hello");
            assertThat(all.next()).isEqualTo("sub:news=hello");
            assertThat(all.next()).isEqualTo("sub:other=you");
            assertThat(redis.executePubsub("UNSUBSCRIBE", news).join())
                    .containsExactly(confirmation("unsubscribe", "sub:news", 1));
            assertThat(news.next()).isEqualTo("end");
            assertThat(redis.executePubsub("PUNSUBSCRIBE").join())
                    .containsExactly(confirmation("punsubscribe", "sub:*", 0));
            assertThat(all.next()).isEqualTo("end");
            assertThat(redis.inPubsub()).isZero();
            assertThat(redis.pubsubChannels()).isEmpty();
            assertThat(redis.execute("ECHO", "after").join()).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aSubscriptionIsOneCommandAmongOthersHoweverManyNamesItHas(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            List<CompletableFuture<?>> calls = redis.execute(Call.<List<CompletableFuture<?>>>of(
                            (reader, codecs) -> { // on the event loop, which sends them together
                                reader.skipValue();
                                return List.of(
                                        typed(redis, "ECHO", "before"),
                                        redis.executePubsub(
                                                "SUBSCRIBE",
                                                Inbox.channel("sub:a"),
                                                Inbox.channel("sub:b"),
                                                Inbox.channel("sub:c")),
                                        redis.executePubsub("UNSUBSCRIBE"),
                                        typed(redis, "ECHO", "after"));
                            },
                            CodecSource.NONE,
                            "PING"))
                    .join();
            assertThat(calls.get(0).join()).isEqualTo("before");
            assertThat(counts(calls.get(1))).containsExactly(1L, 2L, 3L);
            assertThat(counts(calls.get(2))).containsExactly(2L, 1L, 0L);
            assertThat(calls.get(3).join()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theSameNameTwiceIsConfirmedTwice(int protocol) {
        Inbox twice = Inbox.channel("sub:twice");
        try (RedisConnection redis = connect(protocol)) {
            assertThat(redis.executePubsub("SUBSCRIBE", twice, twice).join())
                    .containsExactly(
                            confirmation("subscribe", "sub:twice", 1), confirmation("subscribe", "sub:twice", 1));
            assertThat(redis.executePubsub("UNSUBSCRIBE", "sub:twice", "sub:twice")
                            .join())
                    .containsExactly(
                            confirmation("unsubscribe", "sub:twice", 0), confirmation("unsubscribe", "sub:twice", 0));
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void unsubscribingFromAllWithNothingSubscribedIsConfirmedOnce(int protocol) {
        try (RedisConnection redis = connect(protocol)) {
            CompletableFuture<List<Confirmation>> unsubscribed = redis.executePubsub("UNSUBSCRIBE");
            CompletableFuture<List<Confirmation>> byPattern = redis.executePubsub("PUNSUBSCRIBE");
            CompletableFuture<String> after = typed(redis, "ECHO", "after");
            assertThat(after.join()).isEqualTo("after");
            if (unsubscribed.isCompletedExceptionally()) { // Valkey 8.0 refuses it
                assertThat(failure(byPattern)).isInstanceOf(ReplyException.class);
            } else {
                assertThat(unsubscribed.join()).containsExactly(new Confirmation("unsubscribe", null, 0));
                assertThat(byPattern.join()).containsExactly(new Confirmation("punsubscribe", null, 0));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aSubscriptionThatAclForbidsFailsAndTheNextCommandGetsItsOwnReply(int protocol) {
        Inbox allowed = Inbox.channel("sub:open:1");
        try (RedisServer server = RedisServers.start();
                RedisConnection admin = connect(server, 2)) {
            admin.execute("ACL", "SETUSER", "reader", "on", ">pw", "+@all", "~*", "resetchannels", "&sub:open:*")
                    .join();
            try (RedisConnection redis = RedisConnection.connect(
                            server.url().replace("//", "//reader:pw@") + "?protocol=" + protocol)
                    .join()) {
                CompletableFuture<List<Confirmation>> forbidden =
                        redis.executePubsub("SUBSCRIBE", allowed, Inbox.channel("sub:closed"));
                CompletableFuture<String> behind = typed(redis, "ECHO", "behind");
                CompletableFuture<List<Confirmation>> permitted = redis.executePubsub("SUBSCRIBE", allowed);
                assertThat(failure(forbidden))
                        .isInstanceOfSatisfying(
                                ReplyException.class, e -> assertThat(e.code()).isEqualTo("NOPERM"));
                assertThat(behind.join()).isEqualTo("behind");
                assertThat(permitted.join()).hasSize(1);
                assertThat(redis.pubsubChannels()).containsOnlyKeys(ChannelName.of("sub:open:1"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void namesAreBytes(int protocol) throws Exception {
        byte[] binary = {0, (byte) 0xff, '\r', '\n'};
        CountDownLatch came = new CountDownLatch(1);
        MessageSink sink = new MessageSink() {
            @Override
            public ChannelName name() {
                return ChannelName.of(binary);
            }

            @Override
            public ChannelKind kind() {
                return ChannelKind.CHANNEL;
            }

            @Override
            public void put(ChannelName channel, byte[] payload) {
                if (channel.equals(name()) && payload.length == 0) {
                    came.countDown();
                }
            }

            @Override
            public void close(@Nullable Throwable cause) {}
        };
        try (RedisConnection redis = connect(protocol);
                RedisConnection other = connect(protocol)) {
            redis.executePubsub("SUBSCRIBE", sink).join();
            other.execute("PUBLISH", binary, "").join();
            came.await();
            assertThat(redis.executePubsub("UNSUBSCRIBE", (Object) binary).join())
                    .containsExactly(new Confirmation("unsubscribe", ChannelName.of(binary), 0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void whatIsSubscribedIsReadOnlyAndAlwaysTrue(int protocol) {
        Inbox news = Inbox.channel("sub:view");
        try (RedisConnection redis = connect(protocol)) {
            Map<ChannelName, MessageSink> channels = redis.pubsubChannels();
            Map<ChannelName, MessageSink> patterns = redis.pubsubPatterns();
            redis.executePubsub("SUBSCRIBE", news).join();
            redis.executePubsub("PSUBSCRIBE", Inbox.pattern("sub:view*")).join();
            assertThat(channels).containsOnlyKeys(ChannelName.of("sub:view"));
            assertThat(channels.get(ChannelName.of("sub:view".getBytes(StandardCharsets.UTF_8))))
                    .isSameAs(news);
            assertThat(patterns).containsOnlyKeys(ChannelName.of("sub:view*"));
            assertThatThrownBy(channels::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> patterns.remove(ChannelName.of("sub:view*")))
                    .isInstanceOf(UnsupportedOperationException.class);
            redis.executePubsub("UNSUBSCRIBE").join();
            assertThat(channels).isEmpty();
            assertThat(patterns).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void unsubscribingTakesNamesOfEveryTypeAndConfirmsUnknownOnesToo(int protocol) throws Exception {
        Inbox text = Inbox.channel("sub:text");
        Inbox bytes = Inbox.channel("sub:bytes");
        Inbox name = Inbox.channel("sub:name");
        Inbox sink = Inbox.channel("sub:sink");
        Inbox stays = Inbox.channel("sub:stays");
        try (RedisConnection redis = connect(protocol);
                RedisConnection other = connect(protocol)) {
            redis.executePubsub("SUBSCRIBE", text, bytes, name, sink, stays).join();
            assertThat(redis.executePubsub(
                                    "UNSUBSCRIBE",
                                    "sub:text",
                                    "sub:unknown",
                                    "sub:bytes".getBytes(StandardCharsets.UTF_8),
                                    ChannelName.of("sub:name"),
                                    sink)
                            .join())
                    .containsExactly(
                            confirmation("unsubscribe", "sub:text", 4),
                            confirmation("unsubscribe", "sub:unknown", 4),
                            confirmation("unsubscribe", "sub:bytes", 3),
                            confirmation("unsubscribe", "sub:name", 2),
                            confirmation("unsubscribe", "sub:sink", 1));
            for (Inbox ended : List.of(text, bytes, name, sink)) {
                assertThat(ended.next()).isEqualTo("end");
            }
            other.execute("PUBLISH", "sub:stays", "x").join();
            assertThat(stays.next()).isEqualTo("sub:stays=x");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void aRefusalWhileSomethingIsSubscribedFailsItsOwnCommandAndTheMessagesGoOn(int protocol) throws Exception {
        Inbox open = Inbox.channel("sub:open:2");
        try (RedisServer server = RedisServers.start();
                RedisConnection admin = connect(server, 2)) {
            admin.execute("ACL", "SETUSER", "reader", "on", ">pw", "+@all", "~*", "resetchannels", "&sub:open:*")
                    .join();
            try (RedisConnection redis = RedisConnection.connect(
                            server.url().replace("//", "//reader:pw@") + "?protocol=" + protocol)
                    .join()) {
                redis.executePubsub("SUBSCRIBE", open).join();
                CompletableFuture<?> forbidden = redis.executePubsub("PSUBSCRIBE", Inbox.pattern("*"));
                CompletableFuture<String> pong = typed(redis, "PING", "p");
                assertThat(failure(forbidden)).hasMessageStartingWith("NOPERM");
                assertThat(pong.join()).isEqualTo("p");
                assertThat(redis.inPubsub()).isEqualTo(1);
                admin.execute("PUBLISH", "sub:open:2", "still").join();
                assertThat(open.next()).isEqualTo("sub:open:2=still");
            }
        }
    }

    @Test
    void withResp3CommandsAndMessagesShareAConnection() throws Exception {
        Inbox own = Inbox.channel("sub:own");
        try (RedisConnection redis = connect(3)) {
            redis.executePubsub("SUBSCRIBE", own).join();
            List<CompletableFuture<String>> echoes = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                redis.execute("PUBLISH", "sub:own", i);
                echoes.add(typed(redis, "ECHO", "" + i));
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(echoes.get(i).join()).isEqualTo("" + i);
                assertThat(own.next()).isEqualTo("sub:own=" + i);
            }
        }
    }

    @Test
    void withResp2AConnectionWithSubscriptionsTakesNoOtherCommands() {
        try (RedisConnection redis = connect(2)) {
            redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:only")).join();
            assertThatThrownBy(() -> redis.execute("GET", "k"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("GET: refused, since the connection has subscriptions and its protocol is RESP2"
                            + " (expected: [PING, QUIT, RESET], or executePubsub)");
            assertThat(typed(redis, "PING").join()).isEqualTo("PONG");
            assertThat(typed(redis, "PING", "hello").join()).isEqualTo("hello");
            assertThat(redis.execute("ping").join()).isEqualTo("PONG");
            assertThat(redis.execute("PING", "é").join()).isEqualTo("é".getBytes(StandardCharsets.UTF_8));
            assertThat(redis.withEncoding(StandardCharsets.UTF_8)
                            .execute("PING", "é")
                            .join())
                    .isEqualTo("é");
            redis.executePubsub("UNSUBSCRIBE").join();
            assertThat(typed(redis, "ECHO", "again").join()).isEqualTo("again");
        }
    }

    @Test
    void withResp2QuitIsTakenBesideSubscriptionsToo() throws Exception {
        Inbox news = Inbox.channel("sub:quit");
        try (RedisConnection redis = connect(2)) {
            redis.executePubsub("SUBSCRIBE", news).join();
            assertThat(redis.execute("QUIT").join()).isEqualTo("OK");
            assertThat(news.next()).isEqualTo("end: ConnectionClosedException");
            redis.waitClosed().join();
        }
    }

    @Test
    void withResp2AMessageOfAnUnknownChannelIsNobodys() throws Exception {
        Inbox news = Inbox.channel("news");
        ScriptedServer.Handler wrong = peer -> {
            peer.expect("SUBSCRIBE", "news");
            peer.send("*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n"
                    + "*3\r\n$7\r\nmessage\r\n$5\r\nother\r\n$1\r\n1\r\n"
                    + "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\n2\r\n");
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.executePubsub("SUBSCRIBE", news).join();
            assertThat(news.next()).isEqualTo("news=2");
            assertThat(redis.isClosed()).isFalse();
        }
    }

    @Test
    void withResp2ACommandBehindASubscribeFailsAndTheSubscriptionGoesOn() throws Exception {
        Inbox news = Inbox.channel("sub:behind");
        try (RedisConnection redis = connect(2);
                RedisConnection other = connect(2)) {
            List<CompletableFuture<?>> calls = redis.execute(Call.<List<CompletableFuture<?>>>of(
                            (reader, codecs) -> { // on the event loop, which sends the three together
                                reader.skipValue();
                                return List.of(
                                        redis.executePubsub("SUBSCRIBE", news),
                                        redis.execute("GET", "k"),
                                        typed(redis, "PING", "p"));
                            },
                            CodecSource.NONE,
                            "PING"))
                    .join();
            calls.get(0).join();
            assertThat(failure(calls.get(1))).isInstanceOf(ReplyException.class);
            assertThat(calls.get(2).join()).isEqualTo("p");
            other.execute("PUBLISH", "sub:behind", "still").join();
            assertThat(news.next()).isEqualTo("sub:behind=still");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void resetEndsAllSubscriptions(int protocol) throws Exception {
        Inbox news = Inbox.channel("sub:reset");
        try (RedisConnection redis = connect(protocol)) {
            redis.executePubsub("SUBSCRIBE", news).join();
            redis.execute("RESET").join();
            assertThat(news.next()).isEqualTo("end");
            assertThat(redis.inPubsub()).isZero();
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
            redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:again")).join(); // RESP2 by now
            assertThatThrownBy(() -> redis.execute("GET", "k")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void helloSwitchesHowMessagesCome() throws Exception {
        Inbox news = Inbox.channel("sub:hello");
        try (RedisConnection redis = connect(2);
                RedisConnection other = connect(2)) {
            redis.execute("HELLO", 3).join();
            redis.executePubsub("SUBSCRIBE", news).join();
            assertThat(typed(redis, "ECHO", "beside").join()).isEqualTo("beside");
            redis.execute("HELLO", 2).join();
            other.execute("PUBLISH", "sub:hello", "array").join();
            assertThat(news.next()).isEqualTo("sub:hello=array");
            redis.executePubsub("UNSUBSCRIBE").join();
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void channelsOfShardsAreCountedForThemselves(int protocol) throws Exception {
        assumeTrue(REDIS.has("SSUBSCRIBE"), "the server has no SSUBSCRIBE");
        Inbox shard = Inbox.shard("sub:shard");
        try (RedisConnection redis = connect(protocol);
                RedisConnection other = connect(protocol)) {
            redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:plain")).join();
            assertThat(redis.executePubsub("SSUBSCRIBE", shard).join())
                    .containsExactly(confirmation("ssubscribe", "sub:shard", 1));
            assertThat(redis.inPubsub()).isEqualTo(2);
            other.execute("SPUBLISH", "sub:shard", "x").join();
            assertThat(shard.next()).isEqualTo("sub:shard=x");
            redis.executePubsub("UNSUBSCRIBE").join();
            assertThat(redis.inPubsub()).isEqualTo(1);
            redis.executePubsub("SUNSUBSCRIBE").join();
            assertThat(shard.next()).isEqualTo("end");
            assertThat(typed(redis, "ECHO", "after").join()).isEqualTo("after");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void theEndOfTheConnectionEndsItsChannelsAndSaysWhy(int protocol) throws Exception {
        Inbox closed = Inbox.channel("sub:closed");
        Inbox killed = Inbox.pattern("sub:killed*");
        try (RedisConnection one = connect(protocol);
                RedisConnection two = connect(protocol);
                RedisConnection admin = connect(protocol)) {
            one.executePubsub("SUBSCRIBE", closed).join();
            one.close(Duration.ZERO).join();
            assertThat(closed.next()).isEqualTo("end: ConnectionForcedCloseException");
            Object id = two.execute("CLIENT", "ID").join();
            two.executePubsub("PSUBSCRIBE", killed).join();
            admin.execute("CLIENT", "KILL", "ID", id).join();
            assertThat(killed.next()).isEqualTo("end: ConnectionClosedException");
            two.waitClosed().join();
            assertThat(two.pubsubPatterns()).isEmpty();
        }
    }

    @Test
    void subscribingBetweenMultiAndExecIsRefusedAndTheTransactionGoesOn() {
        try (RedisConnection redis = connect(3)) {
            redis.execute("MULTI");
            CompletableFuture<?> incremented = redis.execute("INCRBY", "sub:tx", 0);
            CompletableFuture<?> refused = redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:tx"));
            CompletableFuture<?> executed = redis.execute("EXEC");
            assertThat(failure(refused))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SUBSCRIBE: refused between MULTI and EXEC, where it has no reply of its own");
            assertThat((List<?>) executed.join()).hasSize(1);
            assertThat(incremented).isCompleted();
            redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:tx")).join();
        }
    }

    @Test
    void aMessageThatTheConnectionPublishedInATransactionIsDeliveredAndNoElementOfExec() throws Exception {
        Inbox own = Inbox.channel("sub:tx:own");
        try (RedisConnection redis = connect(3)) {
            redis.executePubsub("SUBSCRIBE", own).join();
            redis.execute("MULTI");
            CompletableFuture<String> before = typed(redis, "ECHO", "before");
            CompletableFuture<Object> published = redis.execute("PUBLISH", "sub:tx:own", "1");
            CompletableFuture<Object> again = redis.execute("PUBLISH", "sub:tx:own", "2");
            CompletableFuture<String> after = typed(redis, "ECHO", "after");
            CompletableFuture<Object> executed = redis.execute("EXEC");
            CompletableFuture<String> behind = typed(redis, "ECHO", "behind");
            assertThat((List<?>) executed.join()).hasSize(4);
            assertThat(before.join()).isEqualTo("before");
            assertThat(published.join()).isEqualTo(1L);
            assertThat(again.join()).isEqualTo(1L);
            assertThat(after.join()).isEqualTo("after");
            assertThat(behind.join()).isEqualTo("behind");
            assertThat(own.next()).isEqualTo("sub:tx:own=1");
            assertThat(own.next()).isEqualTo("sub:tx:own=2");
        }
    }

    @Test
    void invalidationsInsideATransactionAreNoElementsOfExec() {
        try (RedisConnection redis = connect(3)) {
            redis.execute("CLIENT", "TRACKING", "ON").join();
            redis.execute("SET", "sub:tracked", "1").join();
            redis.execute("GET", "sub:tracked").join();
            redis.execute("MULTI");
            CompletableFuture<Object> changed = redis.execute("INCR", "sub:tracked");
            CompletableFuture<String> echoed = typed(redis, "ECHO", "x");
            CompletableFuture<Object> executed = redis.execute("EXEC");
            CompletableFuture<String> behind = typed(redis, "ECHO", "behind");
            assertThat((List<?>) executed.join()).hasSize(2);
            assertThat(changed.join()).isEqualTo(2L);
            assertThat(echoed.join()).isEqualTo("x");
            assertThat(behind.join()).isEqualTo("behind");
        }
    }

    // ------------------------------------------------------------------------------------------------ a scripted one

    @Test
    void pushesBetweenRepliesAreNobodysReply() throws Exception {
        Inbox news = Inbox.channel("news");
        ScriptedServer.Handler pushing = peer -> {
            greet(peer);
            peer.expect("SUBSCRIBE", "news");
            peer.send(">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
            peer.expect("A");
            peer.expect("B");
            peer.sendByteByByte((">2\r\n$10\r\ninvalidate\r\n*1\r\n$1\r\nk\r\n"
                            + ">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\n1\r\n+a\r\n"
                            + ">0\r\n>3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\n2\r\n+b\r\n"
                            + ">3\r\n$7\r\nmessage\r\n$7\r\nunknown\r\n$1\r\n2\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(pushing);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            redis.executePubsub("SUBSCRIBE", news).join();
            CompletableFuture<?> a = typed(redis, "A");
            CompletableFuture<?> b = typed(redis, "B");
            assertThat(a.join()).isEqualTo("a");
            assertThat(b.join()).isEqualTo("b");
            assertThat(news.next()).isEqualTo("news=1");
            assertThat(news.next()).isEqualTo("news=2");
        }
    }

    @Test
    void pushesInsideAReplyGoToTheirSinksHoweverItIsSplit() throws Exception {
        Inbox news = Inbox.channel("news");
        String message = ">3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\n%d\r\n";
        ScriptedServer.Handler pushing = peer -> {
            greet(peer);
            peer.expect("SUBSCRIBE", "news");
            peer.send(">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n");
            peer.expect("A");
            peer.sendByteByByte(("*2\r\n" + message.formatted(1) + "*1\r\n" + message.formatted(2) + "$1\r\nx\r\n"
                            + "|1\r\n+ttl\r\n:1\r\n%1\r\n+k\r\n" + message.formatted(3) + "+v\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            peer.expect("B");
            peer.send("*1\r\n" + message.formatted(4) + "$70000\r\n" + "y".repeat(70_000) + "\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(pushing);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            redis.executePubsub("SUBSCRIBE", news).join();
            RedisConnection text = redis.withEncoding(StandardCharsets.UTF_8);
            assertThat(text.execute("A").join()).isEqualTo(List.of(List.of("x"), List.of("k", "v")));
            assertThat(text.execute("B").join()).isEqualTo(List.of("y".repeat(70_000)));
            for (int i = 1; i <= 4; i++) {
                assertThat(news.next()).isEqualTo("news=" + i);
            }
            assertThat(typed(redis, "C").join()).isEqualTo("C");
        }
    }

    @Test
    void aShardThatMovesAwayIsAnEventAndNoConfirmationOfTheHead() throws Exception {
        Inbox moved = Inbox.shard("moved");
        ScriptedServer.Handler moving = peer -> {
            greet(peer);
            peer.expect("SSUBSCRIBE", "moved", "stays");
            peer.send(
                    ">3\r\n$10\r\nssubscribe\r\n$5\r\nmoved\r\n:1\r\n>3\r\n$10\r\nssubscribe\r\n$5\r\nstays\r\n:2\r\n");
            peer.expect("SUNSUBSCRIBE", "stays");
            peer.expect("SUNSUBSCRIBE", "aioredis:none");
            peer.send(
                    ">3\r\n$12\r\nsunsubscribe\r\n$5\r\nmoved\r\n:1\r\n>3\r\n$12\r\nsunsubscribe\r\n$5\r\nstays\r\n:0\r\n");
            peer.send("-MOVED 1 other:6379\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(moving);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            redis.executePubsub("SSUBSCRIBE", moved, Inbox.shard("stays")).join();
            assertThat(redis.executePubsub("SUNSUBSCRIBE", "stays").join())
                    .containsExactly(confirmation("sunsubscribe", "stays", 0));
            assertThat(moved.next()).isEqualTo("end");
            assertThat(typed(redis, "A").join()).isEqualTo("A");
        }
    }

    /** The subscription ends by itself before the command that ends it is executed, and so is confirmed twice. */
    @Test
    void withResp2AnEndThatIsConfirmedTwiceIsNoReplyToTheNextCommand() {
        Inbox shard = Inbox.shard("moved");
        String gone = "*3\r\n$12\r\nsunsubscribe\r\n$5\r\nmoved\r\n:0\r\n";
        CountDownLatch confirmed = new CountDownLatch(1);
        ScriptedServer.Handler moving = peer -> {
            peer.expect("SSUBSCRIBE", "moved");
            peer.send("*3\r\n$10\r\nssubscribe\r\n$5\r\nmoved\r\n:1\r\n");
            peer.expect("SUNSUBSCRIBE", "moved");
            peer.expect("SUNSUBSCRIBE", "aioredis:none");
            peer.send(gone);
            confirmed.await();
            peer.expect("LIST");
            peer.send(gone + "-MOVED 1 other:6379\r\n*1\r\n$4\r\nlist\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(moving);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            redis.executePubsub("SSUBSCRIBE", shard).join();
            assertThat(redis.executePubsub("SUNSUBSCRIBE", shard).join())
                    .containsExactly(confirmation("sunsubscribe", "moved", 0));
            CompletableFuture<Object> list =
                    redis.withEncoding(StandardCharsets.UTF_8).execute("LIST");
            confirmed.countDown();
            assertThat(list.join()).isEqualTo(List.of("list"));
            assertThat(typed(redis, "A").join()).isEqualTo("A");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+OK\r\n",
                ":1\r\n",
                ">3\r\n$9\r\nsubscribe\r\n$5\r\nother\r\n:1\r\n",
                ">3\r\n$11\r\nunsubscribe\r\n$4\r\nnews\r\n:1\r\n",
                "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n",
                ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n>3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n",
                ">3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n+x\r\n"
            })
    void whatIsNoConfirmationOfTheHeadClosesTheConnection(String reply) {
        ScriptedServer.Handler wrong = peer -> {
            greet(peer);
            peer.expect("SUBSCRIBE", "news");
            peer.send(reply);
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            CompletableFuture<?> subscribed = redis.executePubsub("SUBSCRIBE", Inbox.channel("news"));
            CompletableFuture<?> behind = typed(redis, "A");
            redis.waitClosed().join();
            assertThat(failure(behind)).cause().isInstanceOf(ProtocolException.class);
            assertThat(subscribed).isDone();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*3\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$1\r\nx\r\n",
                "*2\r\n$4\r\npong\r\n$0\r\n\r\n",
                "*1\r\n:1\r\n",
                "*0\r\n",
                "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n*1\r\n$5\r\nother\r\n",
                "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n*2\r\n$4\r\npong\r\n$0\r\n\r\n"
            })
    void withResp2AnArrayIsAMessageOnlyWhileSomethingIsSubscribed(String reply) throws Exception {
        Inbox news = Inbox.channel("news");
        ScriptedServer.Handler wrong = peer -> {
            peer.expect("SUBSCRIBE", "news");
            peer.send(reply);
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), Plain.OPTIONS).join()) {
            CompletableFuture<?> subscribed = redis.executePubsub("SUBSCRIBE", news);
            CompletableFuture<?> behind = typed(redis, "A");
            redis.waitClosed().join();
            assertThat(failure(behind)).cause().isInstanceOf(ProtocolException.class);
            if (subscribed.isCompletedExceptionally()) {
                assertThat(news.isEmpty()).isTrue();
            } else {
                assertThat(news.next()).isEqualTo("end: ConnectionClosedException");
            }
        }
    }

    @Test
    void anErrorBehindConfirmationsOfTheSameCommandClosesTheConnection() {
        ScriptedServer.Handler wrong = peer -> {
            greet(peer);
            peer.expect("SUBSCRIBE", "a", "b");
            peer.send(">3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n-ERR no\r\n");
            peer.next();
        };
        try (ScriptedServer server = ScriptedServer.start(wrong);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            CompletableFuture<?> subscribed = redis.executePubsub("SUBSCRIBE", Inbox.channel("a"), Inbox.channel("b"));
            assertThat(failure(subscribed)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void aSinkThatThrowsIsClosedAndTheOthersGoOn() throws Exception {
        List<String> ends = Collections.synchronizedList(new ArrayList<>());
        MessageSink failing = new MessageSink() {
            @Override
            public ChannelName name() {
                return ChannelName.of("sub:failing");
            }

            @Override
            public ChannelKind kind() {
                return ChannelKind.CHANNEL;
            }

            @Override
            public void put(ChannelName channel, byte[] payload) {
                throw new IllegalArgumentException("no");
            }

            @Override
            public void close(@Nullable Throwable cause) {
                ends.add(String.valueOf(cause));
                throw new IllegalStateException("not even that");
            }
        };
        Inbox other = Inbox.channel("sub:other");
        try (RedisConnection redis = connect(3)) {
            redis.executePubsub("SUBSCRIBE", failing, other).join();
            redis.execute("PUBLISH", "sub:failing", "1");
            redis.execute("PUBLISH", "sub:failing", "2");
            redis.execute("PUBLISH", "sub:other", "3");
            assertThat(other.next()).isEqualTo("sub:other=3");
            assertThat(redis.executePubsub("UNSUBSCRIBE").join()).hasSize(2);
            assertThat(ends).containsExactly("java.lang.IllegalArgumentException: no");
        }
    }

    @Test
    void aCancelledSubscriptionTakesItsConfirmationsAllTheSame() throws InterruptedException {
        Inbox news = Inbox.channel("sub:cancelled");
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        ScriptedServer.Handler slow = peer -> {
            greet(peer);
            peer.next();
            asked.countDown();
            cancelled.await();
            peer.send(">3\r\n$9\r\nsubscribe\r\n$13\r\nsub:cancelled\r\n:1\r\n");
            peer.echo();
        };
        try (ScriptedServer server = ScriptedServer.start(slow);
                RedisConnection redis =
                        RedisConnection.connect(server.url(), RESP3).join()) {
            CompletableFuture<?> subscribed = redis.executePubsub("SUBSCRIBE", news);
            CompletableFuture<String> behind = typed(redis, "A");
            asked.await();
            subscribed.cancel(false);
            cancelled.countDown();
            assertThat(behind.join()).isEqualTo("A");
            assertThat(redis.pubsubChannels()).containsOnlyKeys(news.name());
        }
    }

    // ------------------------------------------------------------------------------------------------ wrong use

    @Test
    void wrongUseIsRefusedAtTheCallAndNothingIsSent() {
        Inbox channel = Inbox.channel("sub:wrong");
        try (RedisConnection redis = connect(3)) {
            assertThatThrownBy(() -> redis.executePubsub("PUBLISH", "a", "b"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("command: PUBLISH (expected: one of [SUBSCRIBE, ");
            assertThatThrownBy(() -> redis.executePubsub("SUBSCRIBE"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("SUBSCRIBE: nothing to subscribe to (expected: at least one)");
            assertThatThrownBy(() -> redis.executePubsub("SUBSCRIBE", channel, null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("SUBSCRIBE: argument 2: null (expected: a channel)");
            assertThatThrownBy(() -> redis.executePubsub("SUBSCRIBE", "name"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "SUBSCRIBE: argument 1: a java.lang.String (expected: a MessageSink, which takes the messages)");
            assertThatThrownBy(() -> redis.executePubsub("PSUBSCRIBE", channel))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("PSUBSCRIBE: argument 1: the sink of a CHANNEL (expected: of a PATTERN)");
            assertThatThrownBy(() -> redis.executePubsub("PUNSUBSCRIBE", channel))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("PUNSUBSCRIBE: argument 1: the sink of a CHANNEL (expected: of a PATTERN)");
            assertThatThrownBy(() -> redis.executePubsub("UNSUBSCRIBE", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("UNSUBSCRIBE: argument 1: a java.lang.Integer"
                            + " (expected: String, byte[], ChannelName or MessageSink)");
            redis.executePubsub("SUBSCRIBE", channel).join();
            assertThatThrownBy(() -> redis.executePubsub("SUBSCRIBE", Inbox.channel("sub:wrong")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("SUBSCRIBE: sub:wrong is subscribed to already, with another sink");
            assertThat(redis.executePubsub("SUBSCRIBE", channel).join()).hasSize(1);
            assertThat(redis.inPubsub()).isEqualTo(1);
        }
    }

    @Test
    void aClosedConnectionRefusesSubscriptions() {
        RedisConnection redis = connect(3);
        redis.close();
        assertThat(failure(redis.executePubsub("SUBSCRIBE", Inbox.channel("x"))))
                .isInstanceOf(ConnectionClosedException.class);
    }

    // ------------------------------------------------------------------------------------------------ helpers

    private static List<Long> counts(CompletableFuture<?> confirmations) {
        return ((List<?>) confirmations.join())
                .stream().map(each -> ((Confirmation) each).count()).toList();
    }

    private static Confirmation confirmation(String command, String name, long count) {
        return new Confirmation(command, ChannelName.of(name), count);
    }

    private static RedisConnection connect(int protocol) {
        return connect(REDIS, protocol);
    }

    private static RedisConnection connect(RedisServer server, int protocol) {
        return RedisConnection.connect(server.url() + "?protocol=" + protocol).join();
    }

    private static CompletableFuture<String> typed(RedisConnection redis, String command, Object... arguments) {
        return redis.execute(Call.of(ReplyDecoders.STRING, CodecSource.NONE, command, arguments));
    }

    private static void greet(Peer peer) throws IOException {
        peer.expect("HELLO", "3");
        peer.send("%0\r\n");
    }
}
