package app.cruddur.http;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of one request body, told all at once and in the order of its fields. */
public final class Faults {

    private final Map<String, Set<String>> codes = new LinkedHashMap<>();

    private Faults(Class<?> type) {
        for (RecordComponent field : type.getRecordComponents()) {
            codes.put(field.getName(), new LinkedHashSet<>());
        }
    }

    /**
     * What Bean Validation finds; a constraint's message is its code.
     *
     * @throws ApiError 400 when there is no body: who announces none has Jakarta REST pass null
     */
    public static Faults in(Record body, Validator validator) {
        if (body == null) {
            throw ApiError.malformed();
        }
        Faults faults = new Faults(body.getClass());
        for (ConstraintViolation<Record> violation : validator.validate(body)) {
            faults.add(violation.getPropertyPath().toString(), violation.getMessage());
        }
        return faults;
    }

    /** One that only the database knows of. */
    public void add(String field, String code) {
        codes.get(field).add(code);
    }

    /** @throws ApiError with all the codes, when there are any */
    public void refuse() {
        List<String> all = codes.values().stream().flatMap(Set::stream).toList();
        if (!all.isEmpty()) {
            throw ApiError.unprocessable(all);
        }
    }
}
