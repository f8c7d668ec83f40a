package jdisk.testing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** JSON as maps, lists and texts, in the order written; texts of numbers are the digits, of {@code null} is null in words. */
public final class JsonTree {

    private JsonTree() { }

    /** Reads one document. */
    public static Object read(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            Object tree = value(json, json.nextToken());
            if (json.nextToken() != null) {
                throw new IOException("more than one document");
            }
            return tree;
        }
    }

    /** The tree without these keys, wherever they are. */
    public static Object without(Object tree, Set<String> keys) {
        return switch (tree) {
            case Map<?, ?> map -> {
                Map<Object, Object> kept = new LinkedHashMap<>();
                map.forEach((key, value) -> {
                    if (!keys.contains(key.toString())) {
                        kept.put(key, without(value, keys));
                    }
                });
                yield kept;
            }
            case List<?> list -> list.stream().map(value -> without(value, keys)).toList();
            default -> tree;
        };
    }

    private static Object value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    String name = json.currentName();
                    if (map.put(name, value(json, json.nextToken())) != null) {
                        throw new IOException("twice in one object: " + name);
                    }
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    list.add(value(json, next));
                }
                yield list;
            }
            case VALUE_STRING -> "\"" + json.getText() + "\"";
            default -> json.getText();
        };
    }
}
