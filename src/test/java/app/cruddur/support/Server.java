package app.cruddur.support;

import java.io.IOException;
import java.nio.file.Path;

/** The servers on which the WAR runs. */
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

    /** The one on which this Maven profile tests. */
    static Server ofProfile() {
        return "wildfly".equals(System.getProperty("arquillian.launch")) ? WILDFLY : PAYARA;
    }

    /** @param home where it may write; nothing is there yet */
    abstract ProcessBuilder command(Path home, int port, Path war) throws IOException;
}
