package app.cruddur.support;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import com.sun.jdi.request.EventRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** A server with an attached debugger, which can throw a real Error in a method that the test chooses. */
public final class DebuggedServer implements AutoCloseable {

    private static final Duration CALL_TIMEOUT = Duration.ofMinutes(1);

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

    /**
     * Throws one of the JVM's preallocated OutOfMemoryErrors at the start of the next call of a method. Does not simulate anything else
     * that happens when memory is short.
     *
     * @param cause makes the server call the method
     * @return what {@code cause} returns
     */
    public <T> T throwErrorAt(Class<?> type, String method, Callable<T> cause) throws Exception {
        ObjectReference error = machine.classesByName("java.lang.OutOfMemoryError")
                .get(0)
                .instances(1)
                .get(0);
        Location location = machine.classesByName(type.getName())
                .get(0)
                .methodsByName(method)
                .get(0)
                .location();
        BreakpointRequest breakpoint = machine.eventRequestManager().createBreakpointRequest(location);
        breakpoint.setSuspendPolicy(EventRequest.SUSPEND_EVENT_THREAD);
        breakpoint.enable();
        try {
            T result = cause.call();
            BreakpointEvent event = nextBreakpoint(method);
            // The exception is pending when the thread resumes, and is thrown before the next instruction of the
            // method.
            event.thread().stop(error);
            breakpoint.disable();
            event.thread().resume();
            return result;
        } finally {
            machine.eventRequestManager().deleteEventRequest(breakpoint);
        }
    }

    /** Does the same in a method that the server calls periodically. */
    public void throwErrorAt(Class<?> type, String method) throws Exception {
        throwErrorAt(type, method, () -> null);
    }

    private BreakpointEvent nextBreakpoint(String method) throws InterruptedException {
        EventSet events = machine.eventQueue().remove(CALL_TIMEOUT.toMillis());
        while (events != null) {
            for (Event event : events) {
                if (event instanceof BreakpointEvent breakpoint) {
                    return breakpoint;
                }
            }
            events.resume();
            events = machine.eventQueue().remove(CALL_TIMEOUT.toMillis());
        }
        throw new IllegalStateException(method + " was not called within " + CALL_TIMEOUT.toSeconds() + " s");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        machine.dispose();
        server.close();
    }
}
