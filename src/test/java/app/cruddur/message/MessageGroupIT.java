package app.cruddur.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageGroupIT extends Conversations {

    private Person ann;
    private Person bob;

    @BeforeEach
    void join() {
        ann = Person.join(this, "Ann");
        bob = Person.join(this, "Bob");
    }

    @Test
    void each_member_sees_the_other_member_the_latest_message_and_the_unread_count() {
        write(ann, bob, "Hello, Bob");
        JsonObject latest = write(ann, bob, "Are you there?");

        JsonObject bobs = list(bob, "message_groups").get(0);
        JsonObject anns = list(ann, "message_groups").get(0);

        assertThat(bobs.keySet())
                .containsExactly(
                        "uuid", "display_name", "handle", "message", "expires_at", "created_at", "unread_count");
        assertThat(bobs.getString("uuid")).isEqualTo(latest.getString("message_group_uuid"));
        assertThat(bobs.getString("display_name")).isEqualTo("Ann");
        assertThat(bobs.getString("handle")).isEqualTo(ann.handle());
        assertThat(bobs.getString("message")).isEqualTo("Are you there?");
        assertThat(bobs.getString("created_at")).isEqualTo(latest.getString("created_at"));
        assertThat(bobs.getInt("unread_count")).isEqualTo(2);
        assertThat(anns.getString("uuid")).isEqualTo(bobs.getString("uuid"));
        assertThat(anns.getString("handle")).isEqualTo(bob.handle());
        assertThat(anns.getString("message")).isEqualTo("Are you there?");
        assertThat(anns.getInt("unread_count")).isZero();
    }

    @Test
    void reading_the_first_page_marks_messages_as_read_for_the_reader_only() {
        String group = write(ann, bob, "One").getString("message_group_uuid");
        write(bob, ann, "Two");
        write(ann, bob, "Three");

        list(bob, "messages/" + group);

        assertThat(unreadCount(bob, ann)).isZero();
        assertThat(unreadCount(ann, bob)).isEqualTo(1);
        list(ann, "messages/@" + bob.handle());
        assertThat(unreadCount(ann, bob)).isZero();
    }

    @Test
    void later_messages_are_unread_and_reading_an_older_page_does_not_change_that() {
        write(ann, bob, "One");
        write(ann, bob, "Two");
        Response first = bob.get("messages/@" + ann.handle() + "?limit=1");
        assertThat(unreadCount(bob, ann)).isZero();

        write(ann, bob, "Three");
        list(bob, first.getLink("next").getUri().toString());

        assertThat(unreadCount(bob, ann)).isEqualTo(1);
    }

    @Test
    void listing_conversations_does_not_mark_messages_as_read() {
        write(ann, bob, "One");

        list(bob, "message_groups");

        assertThat(unreadCount(bob, ann)).isEqualTo(1);
    }

    @Test
    void conversations_are_paginated_with_the_latest_message_first() {
        List<Person> others = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            others.add(Person.join(this, "Other"));
            write(i % 2 == 0 ? ann : others.get(i), i % 2 == 0 ? others.get(i) : ann, "Hello");
        }
        write(others.get(2), ann, "Hello again");

        List<String> handles = listAllPages(ann, "message_groups", 3).stream()
                .map(group -> group.getString("handle"))
                .toList();

        assertThat(handles)
                .containsExactlyElementsOf(List.of(2, 6, 5, 4, 3, 1, 0).stream()
                        .map(i -> others.get(i).handle())
                        .toList());
    }

    @Test
    void a_new_display_name_appears_in_conversations() {
        String group = write(ann, bob, "Hello").getString("message_group_uuid");

        ann.put("users/me", "{\"display_name\":\"Annabel\"}");

        assertThat(list(bob, "message_groups").get(0).getString("display_name")).isEqualTo("Annabel");
        assertThat(list(bob, "messages/" + group).get(0).getString("display_name"))
                .isEqualTo("Annabel");
    }
}
