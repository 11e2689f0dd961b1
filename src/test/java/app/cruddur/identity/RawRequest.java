package app.cruddur.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A request as no HTTP client would send it. */
final class RawRequest {

    private RawRequest() {}

    /** The status of the answer. */
    static int status(URI home, String method, String path, String authorization) {
        try (Socket socket = new Socket(home.getHost(), home.getPort())) {
            socket.setSoTimeout(10_000);
            String request = method + " " + path + " HTTP/1.1\r\nHost: " + home.getAuthority()
                    + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 0\r\nAuthorization: "
                    + authorization + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
