package app.cruddur.support;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A server with a debugger, which throws an Error in one of its threads: as real as any, and at the moment that a test chooses. */
public final class DebuggedServer implements AutoCloseable {

    private final RunningServer server;
    private final VirtualMachine machine;

    private DebuggedServer(RunningServer server, VirtualMachine machine) {
        this.server = server;
        this.machine = machine;
    }

    public static DebuggedServer start(Map<String, String> environment) throws Exception {
        String address = "127.0.0.1:" + RunningServer.freePort();
        Map<String, String> debugged = new HashMap<>(environment);
        debugged.put("JAVA_TOOL_OPTIONS", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=" + address);
        RunningServer server = RunningServer.start(debugged);
        AttachingConnector connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.transport().name().equals("dt_socket"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = connector.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(address.split(":")[1]);
        return new DebuggedServer(server, connector.attach(arguments));
    }

    public URI uri() {
        return server.uri();
    }

    /** Throws one of the OutOfMemoryErrors that a JVM keeps ready; what the JVM itself does when memory is short is not part of it. */
    public void throwErrorIn(String threadName) throws Exception {
        ObjectReference error = machine.classesByName("java.lang.OutOfMemoryError")
                .get(0)
                .instances(1)
                .get(0);
        for (ThreadReference thread : machine.allThreads()) {
            if (thread.name().equals(threadName)) {
                thread.stop(error);
                return;
            }
        }
        throw new IllegalStateException("No thread is called " + threadName);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        machine.dispose();
        server.close();
    }
}
