package app.cruddur.support;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An event stream on a socket of its own, from an address of one's choice, which reads only when it is asked to. */
public final class RawStream implements AutoCloseable {

    /** Bytes; small, so that the server soon notices that nothing is read. */
    private static final int RECEIVE_BUFFER = 4096;

    private final Socket socket;
    private final InputStream in;
    private final int status;

    /**
     * @param from which of this machine's addresses is calling: all of 127.0.0.0/8 are
     * @param lastEventId null for none
     */
    public RawStream(URI server, String from, String lastEventId) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(30_000);
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        String id = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
        socket.getOutputStream()
                .write(("GET " + server.resolve("api/activities/stream").getPath() + " HTTP/1.1\r\nHost: "
                                + server.getAuthority() + "\r\n" + id + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        in = new BufferedInputStream(socket.getInputStream(), 1024);
        status = Integer.parseInt(line().split(" ")[1]);
    }

    public int status() {
        return status;
    }

    /** The next line, of the headers, of the events, or of the framing between; null when the server has ended the stream. */
    public String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
