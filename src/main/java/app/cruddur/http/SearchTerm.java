package app.cruddur.http;

import java.util.List;

/** The query parameter {@code term} of a search. */
public final class SearchTerm {

    private static final int MAX_CODE_POINTS = 100;

    private SearchTerm() {}

    /**
     * Returns the term as PostgreSQL accepts it.
     *
     * @throws ApiException with {@code search_term_blank} or {@code search_term_exceed_max_chars}
     */
    public static String valid(String term) {
        if (term == null || UnicodeText.isBlank(term)) {
            throw ApiException.unprocessable(List.of("search_term_blank"));
        }
        if (term.codePointCount(0, term.length()) > MAX_CODE_POINTS) {
            throw ApiException.unprocessable(List.of("search_term_exceed_max_chars"));
        }
        // PostgreSQL text cannot contain U+0000, so no text in the database contains it.
        return term.replace('\0', ' ');
    }
}
