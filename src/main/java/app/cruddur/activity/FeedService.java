package app.cruddur.activity;

import app.cruddur.feed.EncodedPage;
import app.cruddur.feed.FeedCache;
import app.cruddur.http.ApiException;
import app.cruddur.persistence.NamedNativeQueries;
import app.cruddur.persistence.Page;
import app.cruddur.persistence.PageRequest;
import app.cruddur.user.CurrentUser;
import app.cruddur.user.User;
import app.cruddur.user.UserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Reads the pages of feeds: the first from the cache, the others from the database. */
@ApplicationScoped
public class FeedService {

    @Inject
    private FeedCache cache;

    @Inject
    private NamedNativeQueries queries;

    @Inject
    private UserRepository users;

    @Inject
    private CurrentUser caller;

    /**
     * Returns a page for the current caller; a signed-in one also gets {@code liked} and {@code reposted}.
     *
     * @throws ApiException 404 when the user whose feed it is does not exist
     */
    EncodedPage read(Feed feed, PageRequest request) {
        Optional<UUID> reader = caller.get().map(User::uuid);
        return request.equals(PageRequest.FIRST)
                ? cache.first(feed.path(), reader, audience -> query(feed, request, audience))
                : EncodedPage.of(query(feed, request, reader));
    }

    private Page query(Feed feed, PageRequest request, Optional<UUID> reader) {
        Page page = queries.page(feed.query(), reader, request, feed.parameters());
        if (page.isEmpty()
                && feed.handle()
                        .filter(handle -> users.byHandle(handle).isEmpty())
                        .isPresent()) {
            throw ApiException.notFound("user_not_found");
        }
        return page;
    }
}
