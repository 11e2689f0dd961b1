package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.persistence.PageWalk;
import app.cruddur.support.ThrowAwayDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Keyset pagination of the home feed in PostgreSQL, with random ages, equal timestamps and page sizes. Needs no server. */
class FeedPagingTest {

    private static ThrowAwayDatabase postgres;
    private static PageWalk walk;

    @BeforeContainer
    static void start() throws Exception {
        postgres = ThrowAwayDatabase.start();
        walk = new PageWalk(postgres, "paging");
    }

    @AfterContainer
    static void stop() throws Exception {
        walk.close();
        postgres.close();
    }

    @Property(tries = 60)
    void the_pages_list_every_unexpired_crud_once_and_in_order(
            // The narrow range yields many equal timestamps; a negative value is a crud that has expired.
            @ForAll @Size(max = 40) List<@IntRange(min = -3, max = 5) Integer> secondsAgo,
            @ForAll @IntRange(min = 1, max = 12) int limit)
            throws Exception {
        List<UUID> inserted = walk.insert(secondsAgo);

        List<UUID> listed = new ArrayList<>();
        walk.pages("activities/home", limit, page -> listed.addAll(page));

        assertThat(listed).isEqualTo(walk.living()).doesNotHaveDuplicates();
        assertThat(listed)
                .hasSize((int) secondsAgo.stream().filter(age -> age >= 0).count());
        assertThat(inserted).containsAll(listed);
    }

    @Property(tries = 20)
    void cruds_posted_while_paging_neither_repeat_nor_hide_others(
            @ForAll @Size(min = 5, max = 40) List<@IntRange(min = 0, max = 5) Integer> secondsAgo,
            @ForAll @IntRange(min = 1, max = 7) int limit)
            throws Exception {
        walk.insert(secondsAgo);
        List<UUID> before = walk.living();

        List<UUID> listed = new ArrayList<>();
        walk.pages("activities/home", limit, page -> {
            listed.addAll(page);
            walk.insertOne();
        });

        assertThat(listed).isEqualTo(before);
    }
}
