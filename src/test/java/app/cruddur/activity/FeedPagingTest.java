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

/** Paging as PostgreSQL does it, for any ages, any ties and any page size; no server needed. */
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
    void walking_the_pages_meets_every_living_crud_once_and_in_order(
            // Few distinct seconds make many ties; below zero it is dead already.
            @ForAll @Size(max = 40) List<@IntRange(min = -3, max = 5) Integer> secondsAgo,
            @ForAll @IntRange(min = 1, max = 12) int limit)
            throws Exception {
        List<UUID> inserted = walk.insert(secondsAgo);

        List<UUID> met = new ArrayList<>();
        walk.pages("activities/home", limit, page -> met.addAll(page));

        assertThat(met).isEqualTo(walk.living()).doesNotHaveDuplicates();
        assertThat(met)
                .hasSize((int) secondsAgo.stream().filter(age -> age >= 0).count());
        assertThat(inserted).containsAll(met);
    }

    @Property(tries = 20)
    void cruds_posted_meanwhile_neither_repeat_nor_hide_any(
            @ForAll @Size(min = 5, max = 40) List<@IntRange(min = 0, max = 5) Integer> secondsAgo,
            @ForAll @IntRange(min = 1, max = 7) int limit)
            throws Exception {
        walk.insert(secondsAgo);
        List<UUID> before = walk.living();

        List<UUID> met = new ArrayList<>();
        walk.pages("activities/home", limit, page -> {
            met.addAll(page);
            walk.insertOne();
        });

        assertThat(met).isEqualTo(before);
    }
}
