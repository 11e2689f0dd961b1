package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/**
 * The command that runs WildFly with the WAR in a separate process, listening only on 127.0.0.1. The installation is shared, the base
 * directory is not.
 */
final class WildFly {

    private WildFly() {}

    /**
     * @param base the directory for its files
     * @param installation the directory in which WildFly is installed
     */
    static ProcessBuilder command(Path base, int port, int managementPort, Path installation, Path war)
            throws IOException {
        Path configuration = base.resolve("configuration");
        FileUtils.copyDirectory(installation.resolve("standalone/configuration").toFile(), configuration.toFile());
        Path settings = configuration.resolve("standalone.xml");
        // Arquillian's server may run from the same installation and writes its deployments into this file.
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replaceAll("(?s)<deployments>.*</deployments>", "")
                        // As in container/wildfly.
                        .replace(
                                "<host name=\"default-host\"",
                                "<host name=\"default-host\" queue-requests-on-start=\"false\" default-response-code=\"503\"")
                        .replaceAll("(<http-listener [^>]*)enable-http2=\"true\"", "$1enable-http2=\"false\"")
                        .replace(
                                "<root-logger>",
                                "<logger category=\"io.undertow.request.io\"><level name=\"INFO\"/>"
                                        + "<filter-spec value=\"not(match(&quot;UT005088&quot;))\"/></logger><root-logger>")
                        .replace(
                                "<worker name=\"default\"/>",
                                "<worker name=\"default\" task-core-threads=\"${test.idle.workers:2}\""
                                        + " task-keepalive=\"${test.idle.millis:60000}\"/>"));
        FileUtils.copyFile(war.toFile(), base.resolve("deployments/ROOT.war").toFile());
        ProcessBuilder builder = new ProcessBuilder(
                installation.resolve("bin/standalone.sh").toString(),
                "-b",
                "127.0.0.1",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=" + managementPort);
        builder.environment().put("JAVA_HOME", Server.javaHome());
        builder.environment()
                .put(
                        "JAVA_OPTS",
                        "-XX:+ExitOnOutOfMemoryError -Xmx" + System.getProperty("server.heap", "512m")
                                + " -Djava.net.preferIPv4Stack=true");
        return builder;
    }
}
