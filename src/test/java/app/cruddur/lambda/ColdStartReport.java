package app.cruddur.lambda;

import static app.cruddur.lambda.Lambda.signUp;

import app.cruddur.lambda.local.InvocationResult;
import app.cruddur.lambda.local.LocalRuntime;
import app.cruddur.persistence.ConnectionUrl;
import app.cruddur.persistence.TestSchema;
import app.cruddur.support.ThrowAwayDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints for {@code bench/cold-start} how long the Lambda takes from nothing to its first answer, by how its JVM finds its classes. */
public final class ColdStartReport {

    private static final int TIMES = 15;

    private record Start(long startUp, long firstAnswer, long secondAnswer, long processor) {}

    public static void main(String[] arguments) throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start()) {
            ConnectionUrl url = postgres.create("cold_start");
            TestSchema.build(url, null);
            new ColdStartReport(Map.of(ConnectionUrl.VARIABLE, postgres.url("cold_start"))).print();
        }
    }

    private final Map<String, String> environment;
    private int people;

    private ColdStartReport(Map<String, String> environment) {
        this.environment = environment;
    }

    private void print() throws Exception {
        Path archive = Files.createTempDirectory("cold-start").resolve("classes.jsa");
        archive(archive);
        Map<String, String[]> ways = new LinkedHashMap<>();
        ways.put("no archive (`-Xshare:off`)", new String[] {"-Xshare:off"});
        ways.put("the JDK's own archive, as it comes", new String[] {});
        ways.put("an archive of the Lambda's classes", new String[] {"-XX:SharedArchiveFile=" + archive});
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int time = 0; time < TIMES; time++) {
            // Turn and turn about, so that what else the machine does meets all alike.
            for (var way : ways.entrySet()) {
                starts.computeIfAbsent(way.getKey(), any -> new ArrayList<>()).add(start(way.getValue()));
            }
        }
        System.out.println("| class-data archive | start-up | first answer | second | processor, all told |");
        System.out.println("|---|---|---|---|---|");
        starts.forEach((way, all) -> System.out.printf(
                "| %s | %d ms | %d ms | %d ms | %d ms |%n",
                way,
                median(all.stream().mapToLong(Start::startUp).toArray()),
                median(all.stream().mapToLong(Start::firstAnswer).toArray()),
                median(all.stream().mapToLong(Start::secondAnswer).toArray()),
                median(all.stream().mapToLong(Start::processor).toArray())));
    }

    private Start start(String... options) throws Exception {
        try (LocalRuntime lambda = new LocalRuntime(Path.of("target"), environment, options)) {
            InvocationResult first = invoke(lambda);
            Duration processor = lambda.process().info().totalCpuDuration().orElseThrow();
            InvocationResult second = invoke(lambda);
            return new Start(
                    lambda.startUp().toMillis(),
                    first.took().toMillis(),
                    second.took().toMillis(),
                    processor.toMillis());
        }
    }

    /** What a first invocation loads. */
    private void archive(Path file) throws Exception {
        try (LocalRuntime lambda = new LocalRuntime(Path.of("target"), environment, "-XX:+RecordDynamicDumpInfo")) {
            invoke(lambda);
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            new ProcessBuilder(jcmd, String.valueOf(lambda.process().pid()), "VM.cds", "dynamic_dump", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        if (!Files.exists(file)) {
            throw new IllegalStateException("There is no archive");
        }
    }

    private InvocationResult invoke(LocalRuntime lambda) throws Exception {
        InvocationResult answer = lambda.invoke(signUp("cold_" + ++people).toString());
        if (answer.failed()) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }

    private static long median(long[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }
}
