package org.tiltmeter.session;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The settings of a session: JSON values by key. Every change is on the disk when the method returns. Any thread but
/// the one that draws.
public final class Settings {

    private final Database database;

    Settings(Database database) {
        this.database = database;
    }

    /// The value of a key.
    public Optional<String> get(String key) {
        return database.read(handle -> handle.createQuery("SELECT json FROM setting WHERE key = :key")
                .bind("key", WellFormed.text(key))
                .mapTo(String.class)
                .findOne());
    }

    /// Saves a value.
    ///
    /// @param json one JSON value
    public void put(String key, String json) {
        String stored = WellFormed.json("The setting " + key, json);
        database.changing(handle -> handle.createUpdate("INSERT INTO setting (key, json) VALUES (:key, :json)"
                        + " ON CONFLICT (key) DO UPDATE SET json = excluded.json")
                .bind("key", WellFormed.text(key))
                .bind("json", stored)
                .execute());
    }

    /// Removes a value.
    public void remove(String key) {
        database.changing(handle -> handle.createUpdate("DELETE FROM setting WHERE key = :key")
                .bind("key", WellFormed.text(key))
                .execute());
    }

    /// All values by key.
    public Map<String, String> all() {
        return database.read(handle -> {
            Map<String, String> all = new TreeMap<>();
            handle.createQuery("SELECT key, json FROM setting")
                    .map((row, context) -> Map.entry(row.getString("key"), row.getString("json")))
                    .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
            return all;
        });
    }
}
