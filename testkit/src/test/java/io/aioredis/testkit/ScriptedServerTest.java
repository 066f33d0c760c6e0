package io.aioredis.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ScriptedServerTest {
    @Test
    void commandsArriveAsListsAndTheEndAsNull() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    for (List<String> words = peer.next(); words != null; words = peer.next()) {
                        seen.add(words.toString());
                    }
                    seen.add("end");
                });
                Socket client = connect(server)) {
            write(client, "*1\r\n$4\r\nPING\r\n*3\r\n$3\r\nSET\r\n$2\r\nä\r\n$0\r\n\r\n");
            client.shutdownOutput();
            assertThat(seen.take()).isEqualTo("[PING]");
            assertThat(seen.take()).isEqualTo("[SET, ä, ]");
            assertThat(seen.take()).isEqualTo("end");
        }
    }

    @Test
    void echoNamesEachCommand() throws Exception {
        try (ScriptedServer server = ScriptedServer.echoing();
                Socket client = connect(server)) {
            write(client, "*2\r\n$3\r\nGET\r\n$2\r\nä\r\n*1\r\n$4\r\nPING\r\n");
            client.shutdownOutput();
            assertThat(readAll(client)).isEqualTo("$6\r\nGET ä\r\n$4\r\nPING\r\n");
        }
    }

    @Test
    void splitPiecesArriveInOrderAndWhole() throws Exception {
        byte[] reply = "$5\r\nhello\r\n".getBytes(UTF_8);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.send("+1\r\n");
                    peer.sendSplit(reply, 1, 3, 3, 10);
                    peer.sendByteByByte(reply);
                    peer.sendByteByByte(new byte[0]);
                    peer.close();
                });
                Socket client = connect(server)) {
            assertThat(readAll(client)).isEqualTo("+1\r\n$5\r\nhello\r\n$5\r\nhello\r\n");
        }
    }

    @Test
    void firstPieceArrivesWithoutTheSecond() throws Exception {
        CountDownLatch firstRead = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.send("+O");
                    firstRead.await();
                    peer.send("K\r\n");
                });
                Socket client = connect(server)) {
            assertThat(client.getInputStream().readNBytes(2)).isEqualTo("+O".getBytes(UTF_8));
            assertThat(client.getInputStream().available()).isZero();
            firstRead.countDown();
            assertThat(client.getInputStream().readNBytes(3)).isEqualTo("K\r\n".getBytes(UTF_8));
        }
    }

    @Test
    void closeDeliversWhatWasSentThoughACommandIsUnread() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        String reply = "$100000\r\n" + "x".repeat(100_000) + "\r\n";
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    written.await();
                    peer.send(reply);
                    peer.close();
                });
                Socket client = connect(server)) {
            write(client, "*1\r\n$4\r\nPING\r\n");
            written.countDown();
            assertThat(readAll(client)).isEqualTo(reply);
        }
    }

    @Test
    void resetKillsTheConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Peer::reset);
                Socket client = connect(server)) {
            assertThatThrownBy(() -> readAll(client)).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void connectionOutlivesItsScriptUntilTheClientCloses() throws Exception {
        CountDownLatch returned = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            peer.send("+OK\r\n");
            returned.countDown();
        })) {
            try (Socket client = connect(server)) {
                returned.await();
                write(client, "anything\r\n");
                assertThat(client.getInputStream().readNBytes(5)).hasSize(5);
                assertThat(server.connections()).isOne();
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.accepted()).isOne();
        }
    }

    @Test
    void closeByThePeerCountsOnceTheClientHasClosedToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Peer::close)) {
            try (Socket client = connect(server)) {
                assertThat(readAll(client)).isEmpty();
                assertThat(server.connections()).isOne();
            }
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void pausedPeerStallsTheClientAndGoesOnAfterwards() throws Exception {
        CompletableFuture<Peer> pausedPeer = new CompletableFuture<>();
        int size = 16 * 1024 * 1024;
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.pauseReading();
                    pausedPeer.complete(peer);
                    List<byte[]> command = peer.nextCommand();
                    peer.send(":" + (command == null ? -1 : command.get(0).length) + "\r\n");
                });
                Socket client = connect(server)) {
            Peer peer = pausedPeer.get();
            AtomicLong written = new AtomicLong();
            Thread writer = new Thread(() -> {
                try {
                    write(client, "*1\r\n$" + size + "\r\n");
                    for (int i = 0; i < size / 1024; i++) {
                        client.getOutputStream().write(new byte[1024]);
                        written.addAndGet(1024);
                    }
                    write(client, "\r\n");
                } catch (IOException e) {
                    // Then no reply comes, and the test fails by that.
                }
            });
            writer.setDaemon(true);
            writer.start();
            AtomicLong before = new AtomicLong(-1);
            await().until(() -> written.get() > 0 && before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).isLessThan(size);

            peer.resumeReading();

            String reply = ":" + size + "\r\n";
            assertThat(client.getInputStream().readNBytes(reply.length())).isEqualTo(reply.getBytes(UTF_8));
        }
    }

    @Test
    void expectPassesTheCommandThatItNames() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
                    peer.expect("GET", "a");
                    peer.send("$-1\r\n");
                    peer.close();
                });
                Socket client = connect(server)) {
            write(client, "*2\r\n$3\r\nGET\r\n$1\r\na\r\n");
            assertThat(readAll(client)).isEqualTo("$-1\r\n");
        }
    }

    @Test
    void failureOfAScriptIsThrownByClose() throws Exception {
        ScriptedServer server = ScriptedServer.start(peer -> peer.expect("GET", "a"));
        try (Socket client = connect(server)) {
            write(client, "*2\r\n$3\r\nGET\r\n$1\r\nb\r\n");
            assertThatThrownBy(() -> readAll(client)).isInstanceOf(SocketException.class);
        }
        String message = "the script of " + server.url() + " failed: java.lang.AssertionError: GET b (expected: GET a)";
        assertThatThrownBy(server::assertNoErrors)
                .isInstanceOf(AssertionError.class)
                .hasMessage(message);
        assertThatThrownBy(server::close).isInstanceOf(AssertionError.class).hasMessage(message);
        server.close();
    }

    @Test
    void brokenCommandIsAFailure() throws Exception {
        ScriptedServer server = ScriptedServer.start(Peer::next);
        try (Socket client = connect(server)) {
            write(client, "*1\r\n$x\r\n");
            assertThatThrownBy(() -> readAll(client)).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(server::close)
                .hasRootCauseMessage("byte in a length: 120 (expected: one to nine digits, then CR)");
    }

    @Test
    void clientThatDiesIsNoFailure() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(peer -> {
            while (true) {
                peer.send("x".repeat(10_000));
            }
        })) {
            try (Socket client = connect(server)) {
                client.getInputStream().readNBytes(10);
                client.setSoLinger(true, 0);
            }
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void clientThatDiesInsideACommandIsNoFailure() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Peer::next)) {
            try (Socket client = connect(server)) {
                write(client, "*2\r\n$3\r\nGE");
            }
            await().until(() -> server.accepted() == 1 && server.connections() == 0);
        }
    }

    @Test
    void closeEndsAScriptThatPausesReadingWhenItIsEndingAlready() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedServer server = ScriptedServer.start(peer -> {
            waiting.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                peer.pauseReading();
            }
            peer.next();
        });
        try (Socket client = connect(server)) {
            waiting.await();

            server.close();

            assertThat(client.isConnected()).isTrue();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void closeEndsScriptsThatWait() throws Exception {
        CountDownLatch waiting = new CountDownLatch(3);
        CountDownLatch never = new CountDownLatch(1);
        ScriptedServer server = ScriptedServer.start(peer -> {
            List<String> words = peer.next();
            waiting.countDown();
            if (words != null && words.get(0).equals("LATCH")) {
                never.await();
            } else if (words != null && words.get(0).equals("PAUSE")) {
                peer.pauseReading();
            }
            peer.next();
        });
        try (Socket first = connect(server);
                Socket second = connect(server);
                Socket third = connect(server)) {
            write(first, "*1\r\n$5\r\nLATCH\r\n");
            write(second, "*1\r\n$5\r\nPAUSE\r\n");
            write(third, "*1\r\n$4\r\nREAD\r\n");
            waiting.await();

            server.close();

            assertThat(server.connections()).isZero();
            assertThatThrownBy(() -> readAll(first)).isInstanceOf(SocketException.class);
            assertThatThrownBy(() -> connect(server)).isInstanceOf(ConnectException.class);
        }
    }

    private static Socket connect(ScriptedServer server) throws IOException {
        return new Socket("127.0.0.1", server.port());
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String readAll(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        return new String(in.readAllBytes(), UTF_8);
    }
}
