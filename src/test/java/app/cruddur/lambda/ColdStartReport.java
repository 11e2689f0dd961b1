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

/** Prints for {@code bench/cold-start} the cold start time of the Lambda function, for each class data sharing (CDS) archive of its JVM. */
public final class ColdStartReport {

    private static final int RUNS = 15;

    /** The durations of one cold start, in milliseconds. */
    private record Start(long startUpMillis, long firstResultMillis, long secondResultMillis, long cpuMillis) {}

    public static void main(String[] arguments) throws Exception {
        try (ThrowAwayDatabase postgres = ThrowAwayDatabase.start()) {
            ConnectionUrl url = postgres.create("cold_start");
            TestSchema.build(url, null);
            new ColdStartReport(Map.of(ConnectionUrl.VARIABLE, postgres.url("cold_start"))).print();
        }
    }

    private final Map<String, String> environment;
    private int signUps;

    private ColdStartReport(Map<String, String> environment) {
        this.environment = environment;
    }

    private void print() throws Exception {
        Path archive = Files.createTempDirectory("cold-start").resolve("classes.jsa");
        archive(archive);
        Map<String, String[]> jvmOptions = new LinkedHashMap<>();
        jvmOptions.put("no archive (`-Xshare:off`)", new String[] {"-Xshare:off"});
        jvmOptions.put("the JDK's own archive, as it comes", new String[] {});
        jvmOptions.put("an archive of the Lambda's classes", new String[] {"-XX:SharedArchiveFile=" + archive});
        Map<String, List<Start>> starts = new LinkedHashMap<>();
        for (int time = 0; time < RUNS; time++) {
            // The variants alternate, so that other load on the machine affects all of them equally.
            for (var variant : jvmOptions.entrySet()) {
                starts.computeIfAbsent(variant.getKey(), any -> new ArrayList<>())
                        .add(start(variant.getValue()));
            }
        }
        System.out.println("| class-data archive | start-up | first answer | second | processor time in total |");
        System.out.println("|---|---|---|---|---|");
        starts.forEach((variant, all) -> System.out.printf(
                "| %s | %d ms | %d ms | %d ms | %d ms |%n",
                variant,
                median(all.stream().mapToLong(Start::startUpMillis).toArray()),
                median(all.stream().mapToLong(Start::firstResultMillis).toArray()),
                median(all.stream().mapToLong(Start::secondResultMillis).toArray()),
                median(all.stream().mapToLong(Start::cpuMillis).toArray())));
    }

    private Start start(String... options) throws Exception {
        try (LocalRuntime lambda = new LocalRuntime(Path.of("target"), environment, options)) {
            InvocationResult first = invoke(lambda);
            Duration cpu = lambda.process().info().totalCpuDuration().orElseThrow();
            InvocationResult second = invoke(lambda);
            return new Start(
                    lambda.startUp().toMillis(),
                    first.took().toMillis(),
                    second.took().toMillis(),
                    cpu.toMillis());
        }
    }

    /** Writes an archive of the classes that a first invocation loads. */
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
        InvocationResult result = lambda.invoke(signUp("cold_" + ++signUps).toString());
        if (result.failed()) {
            throw new IllegalStateException(result.body());
        }
        return result;
    }

    private static long median(long[] numbers) {
        Arrays.sort(numbers);
        return numbers[numbers.length / 2];
    }
}
