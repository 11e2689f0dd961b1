package app.cruddur.database;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.RanChangeSet;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/**
 * What {@code bin/db/migrate}, {@code seed}, {@code rollback} and {@code status} run: Liquibase as the server runs it, on the database of
 * {@code CONNECTION_URL}. Ends with the scripts' exit codes; an error is one line.
 */
public final class SchemaCommand {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_SET_UP = 3;
    private static final int PENDING = 6;

    private static final LabelExpression ALL_LABELS = new LabelExpression();
    private static final Contexts SCHEMA = new Contexts(SchemaMigration.contexts(null));
    private static final Contexts EVERYTHING = new Contexts(SchemaMigration.contexts("demo"));

    /** Held, for the JVM's loggers are collected with their level otherwise. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private final PrintStream out;

    SchemaCommand(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        LIQUIBASE.setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new SchemaCommand(out).run(errors, arguments));
    }

    int run(PrintStream errors, String... arguments) {
        try {
            ConnectionUrl url = ConnectionUrl.fromEnvironment();
            var properties = url.properties();
            properties.putIfAbsent("ApplicationName", "cruddur-schema");
            properties.putIfAbsent("connectTimeout", "10");
            try (Connection connection = new org.postgresql.Driver().connect(url.jdbcUrl(), properties)) {
                return Changelog.with(connection, liquibase -> execute(liquibase, List.of(arguments)));
            }
        } catch (IllegalArgumentException e) {
            return fail(errors, NOT_SET_UP, e);
        } catch (Exception e) {
            return fail(errors, FAILED, e);
        }
    }

    private static int fail(PrintStream errors, int code, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        errors.println(String.valueOf(cause.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("; ")));
        return code;
    }

    private int execute(Liquibase liquibase, List<String> arguments) throws LiquibaseException {
        liquibase.setChangeExecListener(new Progress());
        String command = String.join(" ", arguments);
        if (command.equals("migrate")) {
            return update(liquibase, SCHEMA);
        } else if (command.equals("seed")) {
            return update(liquibase, new Contexts(SchemaMigration.contexts("seed")));
        } else if (command.equals("seed demo")) {
            return update(liquibase, EVERYTHING);
        } else if (command.equals("status")) {
            return status(liquibase);
        } else if (command.matches("rollback-plan [1-9][0-9]{0,3}")) {
            last(liquibase, Integer.parseInt(arguments.get(1)))
                    .forEach(ran -> out.println("to be rolled back  " + describe(ran.getChangeLog(), ran.getId())));
            return 0;
        } else if (command.matches("rollback [1-9][0-9]{0,3}")) {
            int count = Integer.parseInt(arguments.get(1));
            last(liquibase, count);
            liquibase.rollback(count, null, EVERYTHING, ALL_LABELS);
            return 0;
        }
        out.println("migrate | seed [demo] | status | rollback-plan COUNT | rollback COUNT");
        return MISUSED;
    }

    private int update(Liquibase liquibase, Contexts contexts) throws LiquibaseException {
        Changelog.update(liquibase, contexts);
        out.println("up to date");
        return 0;
    }

    /** Reads only: Liquibase's own status would create its tables. */
    private int status(Liquibase liquibase) throws LiquibaseException {
        int result = 0;
        List<RanChangeSet> ran = liquibase.getDatabase().getRanChangeSetList();
        for (ChangeSet changeSet : liquibase.getDatabaseChangeLog().getChangeSets()) {
            String name = describe(changeSet.getFilePath(), changeSet.getId());
            var match = ran.stream().filter(each -> each.isSameAs(changeSet)).findFirst();
            if (match.isEmpty()) {
                boolean wanted =
                        changeSet.getInheritableContextFilter().stream().allMatch(filter -> filter.matches(SCHEMA));
                out.println((wanted ? "pending   " : "optional  ") + " ".repeat(21) + name);
                result = wanted ? PENDING : result;
            } else if (!changeSet.isCheckSumValid(match.get().getLastCheckSum())) {
                out.println("edited    " + " ".repeat(21) + name);
                result = PENDING;
            } else {
                out.printf("ran       %tF %<tT  %s%n", match.get().getDateExecuted(), name);
            }
        }
        return result;
    }

    /** The change sets that ran last, newest first. */
    private static List<RanChangeSet> last(Liquibase liquibase, int count) throws LiquibaseException {
        List<RanChangeSet> ran = new ArrayList<>(liquibase.getDatabase().getRanChangeSetList());
        if (count > ran.size()) {
            throw new LiquibaseException("only %d change sets have run; nothing was changed".formatted(ran.size()));
        }
        Collections.reverse(ran);
        return ran.subList(0, count);
    }

    private static String describe(String path, String id) {
        return path + "  " + id;
    }

    private final class Progress extends AbstractChangeExecListener {
        @Override
        public void willRun(ChangeSet changeSet, DatabaseChangeLog log, Database database, ChangeSet.RunStatus status) {
            out.println("running  " + describe(changeSet.getFilePath(), changeSet.getId()));
        }

        @Override
        public void willRollback(ChangeSet changeSet, DatabaseChangeLog log, Database database) {
            out.println("rolling back  " + describe(changeSet.getFilePath(), changeSet.getId()));
        }
    }
}
