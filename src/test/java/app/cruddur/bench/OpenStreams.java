package app.cruddur.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Many open event streams, read by one thread at a time. */
final class OpenStreams implements AutoCloseable {

    private static final byte[] REQUEST =
            "GET /api/activities/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Selector selector = Selector.open();
    private volatile boolean isClosing;
    private final AtomicInteger endedCount = new AtomicInteger();
    private Thread reader;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);

    /** @throws IllegalStateException if the server rejects a stream */
    OpenStreams(URI server, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.getPort()));
            channel.write(ByteBuffer.wrap(REQUEST));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            if (i % 100 == 99) {
                awaitAll(i + 1, "id: ");
            }
        }
        awaitAll(count, "id: ");
    }

    /** Reads until this many streams have received the text, and returns how long that took. */
    Duration awaitAll(int count, String text) throws IOException {
        long start = System.nanoTime();
        Set<SelectionKey> received = new HashSet<>();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof String lastRead && lastRead.contains(text)) {
                received.add(key);
            }
        }
        while (received.size() < count) {
            if (System.nanoTime() - start > Duration.ofMinutes(1).toNanos()) {
                throw new IllegalStateException(received.size() + " of " + count + " streams got " + text);
            }
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                String lastRead =
                        read(key).orElseThrow(() -> new IllegalStateException("The server ended an event stream"));
                key.attach(lastRead);
                if (lastRead.contains(text)) {
                    received.add(key);
                }
            }
            selector.selectedKeys().clear();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Reads what a stream has sent; empty if the server has ended it. */
    private Optional<String> read(SelectionKey key) throws IOException {
        buffer.clear();
        int length = ((SocketChannel) key.channel()).read(buffer);
        return length < 0
                ? Optional.empty()
                : Optional.of(new String(buffer.array(), 0, length, StandardCharsets.UTF_8));
    }

    /** Reads all streams in the background until {@link #close}; afterwards {@link #awaitAll} must not be called. */
    void discardEvents() {
        reader = new Thread(() -> {
            while (!isClosing) {
                try {
                    selector.select(key -> {
                        if (isEnded(key)) {
                            endedCount.incrementAndGet();
                            key.cancel();
                        }
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        reader.start();
    }

    private boolean isEnded(SelectionKey key) {
        try {
            return read(key).isEmpty();
        } catch (IOException e) {
            return true; // a reset connection
        }
    }

    /** The number of streams that the server has ended. */
    int endedCount() {
        return endedCount.get();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        isClosing = true;
        if (reader != null) {
            selector.wakeup();
            reader.join();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
