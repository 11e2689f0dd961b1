package app.cruddur.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of 127.0.0.1 that leads to one server and later to another, as a name or a floating address does; what is connected stays. */
public final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int target;

    private Relay(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** @param target a port of 127.0.0.1 */
    public static Relay start(int target) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
        run(relay::accept);
        return relay;
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Where whoever comes from now on is led to. */
    public void leadTo(int target) {
        this.target = target;
    }

    /** Whoever is connected is so no longer. */
    public void disconnectAll() {
        open.forEach(Relay::close);
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                lead(door.accept());
            } catch (IOException e) {
                // Closed.
            }
        }
        disconnectAll();
    }

    private void lead(Socket client) {
        open.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            run(() -> pass(client, server));
            run(() -> pass(server, client));
        } catch (IOException e) {
            // There is nobody.
            close(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has hung up.
        } finally {
            open.remove(from);
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
            // It was closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        disconnectAll();
    }
}
