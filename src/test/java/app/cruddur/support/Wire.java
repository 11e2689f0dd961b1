package app.cruddur.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A wire to a server on 127.0.0.1 that can go dead: connections stay open, and nothing comes through any more, as when a network is lost. */
public final class Wire implements AutoCloseable {

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch mended = new CountDownLatch(0);

    /** @param exit the server's port */
    public Wire(int exit) throws IOException {
        threads.submit(() -> {
            while (true) {
                Socket near = keep(entrance.accept());
                Socket far = keep(new Socket("127.0.0.1", exit));
                threads.submit(() -> carry(near, far));
                threads.submit(() -> carry(far, near));
            }
        });
    }

    /** The port at this end. */
    public int port() {
        return entrance.getLocalPort();
    }

    public void cut() {
        mended = new CountDownLatch(1);
    }

    /** What was sent meanwhile arrives now. */
    public void mend() {
        mended.countDown();
    }

    private Socket keep(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private Void carry(Socket from, Socket to) throws Exception {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                mended.await();
                out.write(buffer, 0, length);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
