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
    void who_spoke_last_comes_first() {
        Person ann = Person.join(this, "Ann");
        Person bob = Person.join(this, "Bob");
        publish(ann.handle(), "First", "1-hour");
        publish(bob.handle(), "Second", "1-hour");
        assertThat(handles("users?limit=2")).containsExactly(bob.handle(), ann.handle());

        publish(ann.handle(), "Third", "1-hour");

        assertThat(handles("users?limit=2")).containsExactly(ann.handle(), bob.handle());
    }

    @Test
    void who_never_spoke_is_there_after_the_others_and_nobody_twice() {
        String silent = Person.join(this, "Aaa").handle();
        publish(newUser(), "Not I", "1-hour");

        List<String> handles = handles("users?limit=100");

        assertThat(handles).doesNotHaveDuplicates().contains("andrewbrown");
        assertThat(handles.indexOf(silent)).isNotZero();
    }

    @Test
    void nobodys_address_is_told() {
        JsonObject person = array(get("users?limit=1")).getJsonObject(0);

        assertThat(person.keySet()).containsExactly("uuid", "handle", "display_name");
    }

    @Test
    void a_list_of_no_such_length_is_refused() {
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
