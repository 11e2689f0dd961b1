package app.cruddur.contract;

import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the requests of {@link ConcurrencyIT} and collects the wrong responses. */
final class ConcurrencyReport {

    private static final int SHOWN = 20;

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger wrong = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();
    private final Set<String> operations = ConcurrentHashMap.newKeySet();

    void count(ConcurrentRequest request, long nanos) {
        requests.incrementAndGet();
        slowest.accumulateAndGet(nanos, Math::max);
        operations.add(request.operation());
    }

    /** One request was answered with 503, because the server is too busy. */
    void busy() {
        busy.incrementAndGet();
    }

    void wrong(ConcurrentRequest request, Object response, String reason) {
        if (wrong.incrementAndGet() <= SHOWN) {
            shown.add(reason + "\n    request:  " + request + "\n    response: " + response);
        }
    }

    /** The first wrong responses; empty when all were right. */
    List<String> wrongResponses() {
        return List.copyOf(shown);
    }

    Set<String> operations() {
        return operations;
    }

    void print(String name) {
        System.out.printf(
                "Concurrency: %s: %d requests, %d of them 503, slowest %d ms, %d wrong%n",
                name, requests.get(), busy.get(), TimeUnit.NANOSECONDS.toMillis(slowest.get()), wrong.get());
        shown.forEach(each -> System.out.println("  " + each));
    }
}
