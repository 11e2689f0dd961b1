package app.cruddur.bench;

import app.cruddur.persistence.Cursor;
import app.cruddur.support.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The users, cruds and pages that the requests and the pgbench scripts refer to. {@code bench/requests.lua} reads them from the files {@code
 * users}, {@code cruds} and {@code pages}.
 */
final class BenchData {

    /** The number of users that send requests: {@code user0} and so on, of those that {@code bench/load} creates. */
    static final int USERS = 1000;

    private static final Pattern CURSOR = Pattern.compile("cursor=([^&>]+)");

    private final Path directory;
    private final List<String> tokens = new ArrayList<>();
    private final List<Cursor> cursors = new ArrayList<>();
    private final int crudsCount;

    private BenchData(Path directory, int crudsCount) {
        this.directory = directory;
        this.crudsCount = crudsCount;
    }

    /** @param server any server with the same database */
    static BenchData prepare(Path directory, BenchDatabase database, TokenIssuer issuer, URI server) throws Exception {
        List<String> cruds = database.cruds();
        BenchData data = new BenchData(directory, cruds.size());
        List<String> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            data.tokens.add(issuer.accessToken("LOAD-" + i));
            users.add("user" + i + " " + data.tokens.get(i));
        }
        data.readCursors(server, 3, 20);
        data.readCursors(server, Math.min(20, database.activities() / 1000), 100);
        data.cursors.subList(3, data.cursors.size() - 1).clear();
        Files.write(directory.resolve("users"), users);
        Files.write(directory.resolve("cruds"), cruds);
        Files.write(
                directory.resolve("pages"),
                data.cursors.stream().map(cursor -> "cursor=" + cursor).toList());
        return data;
    }

    /** Reads pages of the home feed and adds the cursor of each following page. */
    private void readCursors(URI server, int pages, int limit) throws IOException, InterruptedException {
        String path = "api/activities/home?limit=" + limit;
        for (int page = 0; page < pages; page++) {
            String link =
                    Http.get(server.resolve(path)).headers().firstValue("Link").orElseThrow();
            Matcher cursor = CURSOR.matcher(link);
            if (!cursor.find()) {
                throw new IllegalStateException("no cursor in " + link);
            }
            cursors.add(Cursor.parse(cursor.group(1)).orElseThrow());
            path = "api/activities/home?limit=" + limit + "&" + cursor.group();
        }
    }

    /** The directory with the files. */
    Path directory() {
        return directory;
    }

    /** The access token of a user. */
    String token(int user) {
        return tokens.get(user);
    }

    /** The query string of a page that is two thousand cruds below the first, which is not cached. */
    String deepestPage() {
        return "cursor=" + cursors.get(cursors.size() - 1);
    }

    /**
     * The variables of the pgbench scripts: the parameters of the first page, {@code before1} to {@code before3} for the following three pages
     * and {@code before4} for the deepest one, the search term, and the number of cruds in {@code bench_cruds}.
     */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        // One more than the page has, to see whether there is a next page.
        variables.put("limit", "21");
        variables.put("term", "dessk");
        variables.put("rank", String.valueOf(Cursor.START.rank()));
        variables.put("cruds", String.valueOf(crudsCount));
        variables.put("before", Cursor.START.createdAt());
        variables.put("before_uuid", Cursor.START.uuid());
        for (int i = 0; i < cursors.size(); i++) {
            variables.put("before" + (i + 1), cursors.get(i).createdAt());
            variables.put("before_uuid" + (i + 1), cursors.get(i).uuid());
        }
        return variables;
    }
}
