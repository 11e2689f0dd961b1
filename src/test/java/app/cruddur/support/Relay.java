package app.cruddur.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay on 127.0.0.1 whose target can change, like a host name or a floating IP address. Open connections keep their target. */
public final class Relay implements AutoCloseable {

    private final ServerSocket serverSocket;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Relay(ServerSocket serverSocket, int target) {
        this.serverSocket = serverSocket;
        this.target = target;
    }

    /** @param target a port on 127.0.0.1 */
    public static Relay start(int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        run(relay::accept);
        return relay;
    }

    public int port() {
        return serverSocket.getLocalPort();
    }

    /** Sets the target of new connections. */
    public void setTarget(int target) {
        this.target = target;
    }

    /** Closes all connections. */
    public void disconnectAll() {
        sockets.forEach(Relay::close);
    }

    private void accept() {
        while (!serverSocket.isClosed()) {
            try {
                forward(serverSocket.accept());
            } catch (IOException e) {
                // The relay is closed, or the connection could not be accepted.
            }
        }
        disconnectAll();
    }

    private void forward(Socket client) {
        sockets.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(server);
            run(() -> copy(client, server));
            run(() -> copy(server, client));
        } catch (IOException e) {
            // The target is down.
            close(client);
        }
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two ends has closed the connection.
        } finally {
            sockets.remove(from);
            close(to);
        }
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        serverSocket.close();
        disconnectAll();
    }
}
