package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Path;

/** The application servers that the tests can start. */
public enum Server {
    PAYARA {
        @Override
        ProcessBuilder command(Path home, int port, Path war) throws IOException {
            Path target = Path.of(System.getProperty("test.war")).getParent();
            return PayaraMicro.command(home, port, target, war);
        }
    },
    WILDFLY {
        @Override
        ProcessBuilder command(Path home, int port, Path war) throws IOException {
            Path installation = Path.of(System.getProperty("test.wildfly.home"));
            return WildFly.command(home, port, RunningServer.freePort(), installation, war);
        }
    };

    /** The application server of this Maven profile. */
    static Server ofProfile() {
        return "wildfly".equals(System.getProperty("arquillian.launch")) ? WILDFLY : PAYARA;
    }

    /** The JDK that runs the servers: that of the tests, unless a property names another. */
    static String javaHome() {
        return System.getProperty("server.java.home", System.getProperty("java.home"));
    }

    /** @param home an empty directory for its files */
    abstract ProcessBuilder command(Path home, int port, Path war) throws IOException;
}
