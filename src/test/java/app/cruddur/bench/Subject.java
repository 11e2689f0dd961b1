package app.cruddur.bench;

import app.cruddur.persistence.PgbenchStatement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A measured operation: requests that {@code bench/requests.lua} sends to a server, and the {@linkplain PgbenchScripts pgbench script} that
 * answers the same question.
 */
enum Subject {
    HOME(1, PgbenchScripts.HOME),
    /** The answers have no body; pgbench runs the query nevertheless. */
    HOME_304(1, PgbenchScripts.HOME),
    /** Compared with the query for guests, which does not read the reader's likes and reposts. */
    HOME_SIGNED_IN(1, PgbenchScripts.HOME),
    USER_SIGNED_IN(1, PgbenchScripts.USER),
    CURSOR(1, PgbenchScripts.page(false, 4)),
    CURSOR_SIGNED_IN(1, PgbenchScripts.page(true, 4)),
    CRUD(1, PgbenchScripts.CRUD),
    NOTIFICATIONS(1, PgbenchStatement.of("activities/notifications", true, PgbenchScripts.READER)),
    SEARCH(1, PgbenchStatement.of("activities/search", true, PgbenchScripts.READER)),
    POST(1, PgbenchScripts.POST),
    REPLY(1, PgbenchScripts.REPLY),
    /** One like and one unlike. */
    LIKE(2, PgbenchScripts.like("m") + PgbenchScripts.UNLIKE),
    /** Sign in, home, three more pages, two likes, one crud. */
    JOURNEY(8, PgbenchScripts.JOURNEY);

    private final int requests;
    private final String script;

    Subject(int requests, String script) {
        this.requests = requests;
        this.script = script;
    }

    /** Finds subjects by their names. */
    static List<Subject> named(Collection<String> names) {
        return Arrays.stream(values())
                .filter(each -> names.contains(each.title()))
                .toList();
    }

    /** The name on the command line and in the table, such as {@code home-signed-in}. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The number of requests that one run of the script corresponds to. */
    int requests() {
        return requests;
    }

    /** The pgbench script. */
    String script() {
        return "\\set n random(0, %d)\n\\set m random(1, :cruds)\n\\set m2 random(1, :cruds)\n\\set k random(1, 9000000000000000000)\n"
                        .formatted(BenchData.USERS - 1)
                + script;
    }
}
