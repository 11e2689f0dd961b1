package app.cruddur.security;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A map that makes what it lacks and holds what was used lately: never more than twice its size. What is young and what is old are two
 * maps; when the young one is full it becomes the old one, and whoever is used comes back from there. So what is used all the time,
 * such as a flooder's bucket, stays however many others pass through.
 */
final class RecentlyUsed<K, V> {

    private final int size;
    private final Supplier<V> maker;
    private volatile Generations<K, V> generations = new Generations<>(new ConcurrentHashMap<>(), Map.of());

    RecentlyUsed(int size, Supplier<V> maker) {
        this.size = size;
        this.maker = maker;
    }

    V get(K key) {
        Generations<K, V> now = generations;
        V known = now.young.get(key);
        if (known != null) {
            return known;
        }
        V returning = now.old.get(key);
        V value = returning != null ? returning : maker.get();
        V first = now.young.putIfAbsent(key, value);
        if (now.young.size() >= size) {
            turn(now);
        }
        return first != null ? first : value;
    }

    int size() {
        Generations<K, V> now = generations;
        return now.young.size() + now.old.size();
    }

    /** Once for each generation, whoever notices first. */
    private synchronized void turn(Generations<K, V> full) {
        if (generations == full) {
            generations = new Generations<>(new ConcurrentHashMap<>(), full.young);
        }
    }

    private record Generations<K, V>(Map<K, V> young, Map<K, V> old) {}
}
