package app.cruddur.user;

import static org.assertj.core.api.Assertions.assertThat;

import app.cruddur.support.Person;
import app.cruddur.support.ServerTest;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentlyActiveIT extends ServerTest {

    @Test
    void users_are_ordered_by_their_last_crud() {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        publish(ann.handle(), "First", "1-hour");
        publish(bob.handle(), "Second", "1-hour");
        assertThat(handles("users?limit=2")).containsExactly(bob.handle(), ann.handle());

        publish(ann.handle(), "Third", "1-hour");

        assertThat(handles("users?limit=2")).containsExactly(ann.handle(), bob.handle());
    }

    @Test
    void users_without_cruds_come_last_and_users_are_unique() {
        String silent = Person.join(this, "Aaa").handle();
        publish(newUser(), "Not I", "1-hour");

        List<String> handles = handles("users?limit=100");

        assertThat(handles).doesNotHaveDuplicates().contains("andrewbrown");
        assertThat(handles.indexOf(silent)).isNotZero();
    }

    @Test
    void a_list_of_handles_selects_the_users_that_exist() {
        assertThat(handles("users?handles=Bayko,no_such_user,,a%00b,null,andrewbrown,andrewbrown"))
                .containsExactly("andrewbrown", "bayko");
        assertThat(handles("users?handles=")).isEmpty();
    }

    @Test
    void the_list_contains_no_emails() {
        JsonObject person = array(get("users?limit=1")).getJsonObject(0);

        assertThat(person.keySet()).containsExactly("uuid", "handle", "display_name");
    }

    @Test
    void people_are_found_by_the_beginning_of_a_name_or_handle() {
        Person person = Person.join(this, "Zoe");

        assertThat(handles("users?term=zo&limit=100")).contains(person.handle());
        assertThat(handles("users?term=ZO%C3%8B")).contains(person.handle());
        assertThat(handles("users?term=" + person.handle())).containsExactly(person.handle());
        assertThat(handles("users?term=%40Andrewb&limit=1")).containsExactly("andrewbrown");
        assertThat(handles("users?term=brown%20andr")).contains("andrewbrown");
        assertThat(handles("users?term=rown")).doesNotContain("andrewbrown");
        assertThat(handles("users?term=%F0%9F%99%82%26%7C!")).isEmpty();
    }

    @Test
    void a_blank_or_long_term_is_rejected() {
        assertThat(get("users?term=%20").readEntity(String.class)).isEqualTo("[\"search_term_blank\"]");
        assertThat(get("users?term=" + "x".repeat(101)).readEntity(String.class))
                .isEqualTo("[\"search_term_exceed_max_chars\"]");
    }

    @Test
    void an_invalid_limit_is_rejected() {
        Response response = get("users?limit=101");

        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(response.readEntity(String.class)).isEqualTo("[\"limit_invalid\"]");
    }

    private List<String> handles(String path) {
        return array(get(path)).getValuesAs(JsonObject.class).stream()
                .map(person -> person.getString("handle"))
                .toList();
    }
}
