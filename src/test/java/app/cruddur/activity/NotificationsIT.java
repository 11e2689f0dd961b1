package app.cruddur.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import app.cruddur.support.TestDatabase;
import jakarta.json.JsonObject;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotificationsIT extends ServerTest {

    private static final String NOTIFICATIONS = "activities/notifications";
    private static final String READ = NOTIFICATIONS + "/read";

    @Test
    void notifications_list_replies_and_mentions_by_others_newest_first() {
        String me = newUser();
        String crud = publish(me, "Who knows me? I am @" + me, "1-hour").getString("uuid");
        String reply = reply(crud, "bayko", "I do").getString("uuid");
        String both = reply(crud, "bayko", "And I say so: @" + me).getString("uuid");
        String mention = publish("andrewbrown", "Have you met @" + me.toUpperCase() + "?", "1-hour")
                .getString("uuid");
        reply(crud, me, "Thank you all");
        publish("andrewbrown", "Write to someone@" + me + " or to @" + me + "x", "1-hour");

        assertThat(notifications(me)).containsExactly(mention, both, reply);
        assertThat(column(me, "kind")).containsExactly("mention", "reply", "reply");
    }

    @Test
    void likes_and_reposts_of_a_crud_are_one_notification_of_each_kind_with_the_crud() {
        Person me = Person.join(this, "Me");
        String crud = publish(me.handle(), "Like this", "1-hour").getString("uuid");
        List<Person> others = Stream.of("Ann", "Bob", "Cid", "Dan")
                .map(name -> Person.join(this, name))
                .toList();
        me.put("activities/" + crud + "/like", "").close();
        assertThat(notifications(me.handle())).isEmpty();

        others.forEach(person -> person.put("activities/" + crud + "/like", "").close());
        others.get(0).put("activities/" + crud + "/repost", "").close();

        List<JsonObject> notifications = array(me.get(NOTIFICATIONS)).getValuesAs(JsonObject.class);
        assertThat(column(me.handle(), "kind")).containsExactly("repost", "like");
        assertThat(column(me.handle(), "message")).containsExactly("Like this", "Like this");
        assertThat(notifications.get(0).getInt("actors_count")).isEqualTo(1);
        assertThat(notifications.get(1).getInt("actors_count")).isEqualTo(4);
        assertThat(notifications.get(1).getBoolean("liked")).isTrue();
        assertThat(actors(notifications.get(1))).containsExactly("Dan", "Cid", "Bob");
    }

    @Test
    void an_undone_like_is_not_in_the_notifications() {
        Person me = Person.join(this, "Me");
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        String like =
                "activities/" + publish(me.handle(), "Like this", "1-hour").getString("uuid") + "/like";
        ann.put(like, "").close();
        String first = column(me.handle(), "notified_at").get(0);
        bob.put(like, "").close();
        assertThat(column(me.handle(), "notified_at").get(0)).isGreaterThan(first);

        as(bob.handle(), like).delete().close();
        assertThat(column(me.handle(), "notified_at")).containsExactly(first);
        as(ann.handle(), "users/me").delete().close();
        assertThat(notifications(me.handle())).isEmpty();
    }

    @Test
    void notifications_are_unread_until_they_are_marked_as_read() {
        String me = newUser();
        String mention = "Hello @" + me;
        publish("bayko", mention, "1-hour");
        publish("bayko", mention, "1-hour");
        String shown = column(me, "notified_at").get(0);
        publish("bayko", mention, "1-hour");
        as(me, NOTIFICATIONS).head().close();
        String tag = as(me, NOTIFICATIONS).get().getHeaderString("ETag");
        assertThat(as(me, NOTIFICATIONS).header("If-None-Match", tag).get().getStatus())
                .isEqualTo(304);
        assertThat(unread(me)).containsExactly(true, true, true);
        assertThat(object(as(me, READ).get()).getInt("unread_count")).isEqualTo(3);

        for (String time : List.of(shown, "1970-01-01T00:00:00Z", shown)) {
            JsonObject state = object(as(me, READ).put(Entity.json(json("read_at", time))));

            assertThat(state.getString("read_at")).isEqualTo(shown);
            assertThat(state.getInt("unread_count")).isEqualTo(1);
            assertThat(unread(me)).containsExactly(true, false, false);
        }
        as(me, READ).put(Entity.json(json("read_at", "9999-12-31T23:59:59Z"))).close();
        publish("bayko", mention, "1-hour");
        assertThat(unread(me)).containsExactly(true, false, false, false);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|422|read_at_invalid",
                "{\"read_at\":\"\"}|422|read_at_invalid",
                "{\"read_at\":\"2026-11-28\"}|422|read_at_invalid",
                "{\"read_at\":\"-4713-01-01T00:00:00Z\"}|422|read_at_invalid",
                "{\"read_at\":5}|400|json_malformed",
                "''|400|json_malformed"
            })
    void only_a_time_marks_notifications_as_read(String body, int status, String code) {
        Response response = as("bayko", READ).put(Entity.json(body));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"" + code + "\"]");
    }

    @Test
    void expired_and_deleted_cruds_are_not_counted_as_unread() {
        String me = newUser();
        insert("bayko", "Too late, @" + me, "1 hour", "-1 second");
        TestDatabase.run(
                "INSERT INTO likes (user_uuid, activity_uuid) SELECT uuid, ? FROM users WHERE handle = 'bayko'",
                insert(me, "Liked and gone", "1 hour", "-1 second"));
        String mention = publish("bayko", "Hello @" + me, "1-hour").getString("uuid");
        assertThat(notifications(me)).containsExactly(mention);
        assertThat(object(as(me, READ).get()).getInt("unread_count")).isEqualTo(1);

        as("bayko", "activities/" + mention).delete().close();

        assertThat(object(as(me, READ).get()).getInt("unread_count")).isZero();
    }

    @Test
    void authors_who_want_it_are_notified_once_a_day_before_a_crud_expires() {
        Person me = Person.join(this, "Me");
        String ending = insert(me.handle(), "Ending", "2 days", "23 hours").toString();
        insert(me.handle(), "Not yet", "2 days", "25 hours");
        insert(me.handle(), "Short", "1 hour", "23 hours");
        insert(me.handle(), "Gone", "2 days", "-1 second");
        reply(ending, me.handle(), "It expires with the crud");
        String shortened = publish(me.handle(), "Shortened", "7-days").getString("uuid");
        as(me.handle(), "activities/" + shortened)
                .method("PATCH", Entity.json(json("ttl", "P1D")))
                .close();
        assertThat(notifications(me.handle())).isEmpty();

        me.put("users/me", "{\"display_name\":\"Me\",\"notify_expiring\":true}").close();

        assertThat(notifications(me.handle())).containsExactly(ending);
        assertThat(column(me.handle(), "kind")).containsExactly("expiring");
        // The account was created after the notification.
        assertThat(unread(me.handle())).containsExactly(false);
        TestDatabase.run(
                "UPDATE users SET notifications_read_at = now() - interval '2 hours' WHERE uuid = ?", me.uuid());
        assertThat(unread(me.handle())).containsExactly(true);
        assertThat(object(me.get(READ)).getInt("unread_count")).isEqualTo(1);
        as(me.handle(), "activities/" + ending)
                .method("PATCH", Entity.json(json("ttl", "P2D")))
                .close();
        assertThat(notifications(me.handle())).isEmpty();
        assertThat(object(me.get(READ)).getInt("unread_count")).isZero();
    }

    @Test
    void cruds_with_less_than_a_day_left_are_listed_for_their_author() {
        String me = newUser();
        String later = insert(me, "Ending later", "2 days", "23 hours").toString();
        String soon = insert(me, "Ending soon", "1 minute", "1 hour").toString();
        insert(me, "Staying", "2 days", "25 hours");
        insert(me, "Gone", "2 days", "-1 second");
        reply(soon, me, "A reply");
        insert("bayko", "Of another author", "2 days", "1 hour");

        assertThat(uuids(me, "activities/expiring")).containsExactly(soon, later);
        assertThat(uuids(me, "activities/expiring?limit=1")).containsExactly(soon);
        assertThat(as(me, "activities/expiring?limit=0").get().getStatus()).isEqualTo(422);
        assertThat(get("activities/expiring").getStatus()).isEqualTo(401);
    }

    @Test
    void pages_contain_each_notification_of_all_kinds_once() {
        Person me = Person.join(this, "Me");
        me.put("users/me", "{\"display_name\":\"Me\",\"notify_expiring\":true}").close();
        String crud = insert(me.handle(), "Ending", "2 days", "23 hours").toString();
        publish("bayko", "Hello @" + me.handle(), "1-hour");
        as("bayko", "activities/" + crud + "/like").put(Entity.json("")).close();
        reply(crud, "bayko", "Do not go");
        as("bayko", "activities/" + crud + "/repost").put(Entity.json("")).close();

        List<String> kinds = new ArrayList<>();
        String path = "activities/notifications?limit=1";
        while (path != null) {
            Response page = me.get(path);
            kinds.add(array(page).getJsonObject(0).getString("kind"));
            path = page.getLink("next") == null
                    ? null
                    : page.getLink("next").getUri().toString();
        }

        assertThat(kinds).containsExactly("repost", "reply", "like", "mention", "expiring");
    }

    @Test
    void expired_and_deleted_cruds_are_not_in_the_notifications() {
        String me = newUser();
        String mention = publish("bayko", "Hello @" + me, "1-hour").getString("uuid");
        assertThat(notifications(me)).containsExactly(mention);
        insert("bayko", "Too late, @" + me, "1 hour", "-1 second");

        assertThat(notifications(me)).containsExactly(mention);
        as("bayko", "activities/" + mention).delete();

        assertThat(notifications(me)).isEmpty();
    }

    @Test
    void notifications_are_paginated_and_a_guest_gets_401() {
        String me = newUser();
        for (int i = 0; i < 3; i++) {
            publish("bayko", "Again, @" + me, "1-hour");
        }

        Response page = as(me, "activities/notifications?limit=2").get();

        assertThat(array(page)).hasSize(2);
        assertThat(page.getLink("next")).isNotNull();
        assertThat(page.getHeaderString("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(as(me, "activities/notifications?limit=0").get().getStatus()).isEqualTo(422);
        Response guest = get("activities/notifications");
        assertThat(guest.getStatus()).isEqualTo(401);
        assertThat(guest.readEntity(String.class)).isEqualTo("[\"user_missing\"]");
    }

    private List<String> notifications(String handle) {
        return uuids(handle, NOTIFICATIONS);
    }

    private List<String> uuids(String handle, String path) {
        return array(as(handle, path).get()).getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("uuid"))
                .toList();
    }

    private List<String> column(String handle, String name) {
        return array(as(handle, NOTIFICATIONS).get()).getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString(name))
                .toList();
    }

    private List<Boolean> unread(String handle) {
        return array(as(handle, NOTIFICATIONS).get()).getValuesAs(JsonObject.class).stream()
                .map(each -> each.getBoolean("unread"))
                .toList();
    }

    private static List<String> actors(JsonObject notification) {
        return notification.getJsonArray("actors").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("display_name"))
                .toList();
    }
}
