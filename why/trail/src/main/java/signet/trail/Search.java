package signet.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * Finds events on one connection. The positions are in the order of time, so a page is a walk along them from where the last
 * one ended; nothing else is indexed, for what a request costs counts for more than what a search takes.
 */
final class Search {
    private static final String COLUMNS = "SELECT e.position, e.low, e.account, e.flags, e.terms, d.json, d.decisions"
            + " FROM event e JOIN detail d ON d.position = e.position";

    private final Connection connection;
    private final Map<Long, List<PolicyLayer>> sets = new HashMap<>();

    Search(Connection connection) {
        this.connection = connection;
    }

    EventPage page(EventQuery query) throws SQLException {
        Condition condition = Condition.of(query);
        boolean newestFirst = query.order() == EventQuery.Order.NEWEST_FIRST;
        String sql = COLUMNS + " WHERE " + condition.sql() + " ORDER BY e.position " + (newestFirst ? "DESC" : "ASC")
                + " LIMIT ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = condition.bind(statement);
            statement.setInt(next, query.limit() + 1);
            List<Recorded> found = read(statement);
            boolean more = found.size() > query.limit();
            List<Recorded> page = more ? found.subList(0, query.limit()) : found;
            return new EventPage(page, more ? page.getLast().position() : 0);
        }
    }

    Optional<Recorded> find(String id) throws SQLException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong position = position(id);
        if (position.isPresent()) {
            Optional<Recorded> found = one("e.position = ?", position.getAsLong())
                    .filter(event -> event.id().equalsIgnoreCase(id));
            if (found.isPresent()) {
                return found;
            }
        }
        return position(" AND instr(terms, char(10) || '" + Terms.CALLER_ACCOUNT + "' || account || char(10)) > 0", id)
                .or(() -> position("", id))
                .flatMap(place -> one("e.position = ?", place));
    }

    long newest() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT max(position) FROM event");
                ResultSet result = statement.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    Optional<String> text(String sha256) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT text FROM policy WHERE sha256 = ?")) {
            statement.setString(1, sha256);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    private static OptionalLong position(String id) {
        try {
            return EventIds.position(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }

    /** The newest position of a request or an authorization, where something more holds. */
    private Optional<Long> position(String more, String id) {
        String sql = "SELECT position FROM event WHERE (instr(terms, ?) > 0 OR instr(terms, ?) > 0)" + more
                + " ORDER BY position DESC LIMIT 1";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, Terms.line(Terms.REQUEST, id));
            statement.setString(2, Terms.line(Terms.AUTHORIZATION, id));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getLong(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new FileFailure(e);
        }
    }

    private Optional<Recorded> one(String condition, long position) {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE " + condition)) {
            statement.setLong(1, position);
            return read(statement).stream().findFirst();
        } catch (SQLException e) {
            throw new FileFailure(e);
        }
    }

    private List<Recorded> read(PreparedStatement statement) throws SQLException {
        List<Recorded> events = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                events.add(recorded(result));
            }
        }
        return events;
    }

    private Recorded recorded(ResultSet row) throws SQLException {
        long position = row.getLong(1);
        int flags = row.getInt(4);
        String terms = row.getString(5);
        return new Recorded(
                position,
                EventIds.id(position, row.getLong(2)),
                Instant.ofEpochMilli(EventIds.millis(position)),
                row.getString(3),
                Terms.first(terms, Terms.CALLER_ACCOUNT),
                Terms.first(terms, Terms.EVENT_NAME),
                Terms.first(terms, Terms.EVENT_SOURCE),
                (flags & Row.DATA) == 0 ? EventCategory.MANAGEMENT : EventCategory.DATA,
                (flags & Row.READ_ONLY) != 0,
                Terms.first(terms, Terms.USER_NAME),
                Terms.first(terms, Terms.ACCESS_KEY),
                Terms.first(terms, Terms.PRINCIPAL),
                Terms.first(terms, Terms.REQUEST),
                Terms.first(terms, Terms.AUTHORIZATION),
                Terms.has(terms, Terms.ERROR) ? Terms.first(terms, Terms.ERROR) : null,
                Terms.resources(terms),
                row.getString(6),
                DecisionReader.decisions(row.getString(7), this::layers));
    }

    private List<PolicyLayer> layers(long number) {
        List<PolicyLayer> known = sets.get(number);
        if (known == null) {
            known = DecisionReader.layers(set(number));
            sets.put(number, known);
        }
        return known;
    }

    private String set(long number) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT layers FROM policy_set WHERE number = ?")) {
            statement.setLong(1, number);
            try (ResultSet result = statement.executeQuery()) {
                if (result.next()) {
                    return result.getString(1);
                }
            }
        } catch (SQLException e) {
            throw new FileFailure(e);
        }
        throw new TrailUnavailableException("the policies of an event are missing");
    }

    /** What must hold of an event, as SQL with its values. */
    private record Condition(String sql, List<Object> values) {
        static Condition of(EventQuery query) {
            Builder builder = new Builder();
            if (!query.account().isEmpty()) {
                builder.and("e.account = ?", query.account());
            }
            Instant from = query.from();
            Instant to = query.to();
            if (from != null) {
                builder.and("e.position >= ?", EventIds.first(millisUp(from)));
            }
            if (to != null) {
                builder.and("e.position < ?", EventIds.first(millis(to) + 1));
            }
            if (query.after() != 0) {
                boolean back = query.order() == EventQuery.Order.NEWEST_FIRST;
                builder.and(back ? "e.position < ?" : "e.position > ?", query.after());
            }
            if (query.category() != null) {
                builder.and("e.flags & " + Row.DATA + " = ?", query.category() == EventCategory.DATA ? Row.DATA : 0);
            }
            query.attributes().forEach((attribute, value) -> attribute(builder, attribute, value));
            return builder.build();
        }

        /** The first whole millisecond that is not before a time. */
        private static long millisUp(Instant time) {
            long down = millis(time);
            return Instant.ofEpochMilli(down).isBefore(time) ? down + 1 : down;
        }

        /** A time before or after all that the log can hold becomes the first or last that it can. */
        private static long millis(Instant time) {
            Instant least = Instant.EPOCH;
            Instant most = Instant.ofEpochMilli(1L << 42);
            return (time.isBefore(least) ? least : time.isAfter(most) ? most : time).toEpochMilli();
        }

        private static void attribute(Builder builder, EventAttribute attribute, String value) {
            switch (attribute) {
                case ACCESS_KEY_ID -> term(builder, Terms.ACCESS_KEY, value);
                case EVENT_ID -> id(builder, value);
                case EVENT_NAME -> term(builder, Terms.EVENT_NAME, value);
                case EVENT_SOURCE -> term(builder, Terms.EVENT_SOURCE, value);
                case READ_ONLY -> readOnly(builder, value);
                case USERNAME -> term(builder, Terms.USER_NAME, value);
                case RESOURCE_NAME -> term(builder, Terms.RESOURCE_NAME, value);
                case RESOURCE_TYPE -> term(builder, Terms.RESOURCE_TYPE, value);
                case PRINCIPAL_ARN -> term(builder, Terms.PRINCIPAL, value);
                case ACTION -> term(builder, Terms.ACTION, value);
                case RESOURCE_ARN -> term(builder, Terms.RESOURCE_ARN, value);
                case DECISION -> term(builder, Terms.DECISION, value);
                case ERROR_CODE -> error(builder, value);
                case REQUEST_ID -> term(builder, Terms.REQUEST, value);
                case AUTHORIZATION_ID -> term(builder, Terms.AUTHORIZATION, value);
            }
        }

        private static void id(Builder builder, String value) {
            OptionalLong position = position(value);
            if (position.isEmpty()) {
                builder.never();
                return;
            }
            builder.and("e.position = ?", position.getAsLong());
            builder.and("e.low = ?", UUID.fromString(value).getLeastSignificantBits());
        }

        private static void readOnly(Builder builder, String value) {
            switch (value) {
                case "true" -> builder.and("e.flags & " + Row.READ_ONLY + " = ?", Row.READ_ONLY);
                case "false" -> builder.and("e.flags & " + Row.READ_ONLY + " = ?", 0);
                default -> builder.never();
            }
        }

        private static void error(Builder builder, String value) {
            if (value.equals("*")) {
                builder.and("instr(e.terms, ?) > 0", "\n" + Terms.ERROR);
            } else {
                term(builder, Terms.ERROR, value);
            }
        }

        private static void term(Builder builder, char kind, String value) {
            builder.and("instr(e.terms, ?) > 0", Terms.line(kind, value));
        }

        /** Sets the values and gives the number of the next parameter. */
        int bind(PreparedStatement statement) throws SQLException {
            int parameter = 1;
            for (Object value : values) {
                statement.setObject(parameter++, value);
            }
            return parameter;
        }

        private static final class Builder {
            private final List<String> parts = new ArrayList<>();
            private final List<Object> values = new ArrayList<>();

            void and(String part, Object value) {
                parts.add(part);
                values.add(value);
            }

            void never() {
                parts.add("FALSE");
            }

            Condition build() {
                return new Condition(parts.isEmpty() ? "TRUE" : String.join(" AND ", parts), List.copyOf(values));
            }
        }
    }
}
