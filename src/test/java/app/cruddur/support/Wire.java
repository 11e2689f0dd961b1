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

/** A TCP relay to a server on 127.0.0.1 that can simulate a lost network: connections stay open, but no data passes. */
public final class Wire implements AutoCloseable {

    private final ServerSocket serverSocket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch restored = new CountDownLatch(0);

    /** @param target the port of the server */
    public Wire(int target) throws IOException {
        threads.submit(() -> {
            while (true) {
                Socket client = register(serverSocket.accept());
                Socket server = register(new Socket("127.0.0.1", target));
                threads.submit(() -> copy(client, server));
                threads.submit(() -> copy(server, client));
            }
        });
    }

    /** The port that clients connect to. */
    public int port() {
        return serverSocket.getLocalPort();
    }

    /** Stops passing data. */
    public void cut() {
        restored = new CountDownLatch(1);
    }

    /** Passes data again, including what was sent meanwhile. */
    public void mend() {
        restored.countDown();
    }

    private Socket register(Socket socket) {
        sockets.add(socket);
        return socket;
    }

    private Void copy(Socket from, Socket to) throws Exception {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                restored.await();
                out.write(buffer, 0, length);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        serverSocket.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
