package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address as text, with the options that it brings along.
 *
 * <p>{@code redis[s]://[user[:password]@]host[:port][/db][?options]}, {@code unix://[user:password@]/path[?options]}, or the
 * bare path of a unix socket. The options are db, username, password, encoding, timeout (of connecting, in seconds),
 * client_name and protocol (2 or 3). User, password and options are
 * percent-decoded.
 *
 * <p>No message repeats a part that may hold a password.
 */
final class RedisUrl {
    private static final String EXPECTED =
            " (expected: redis[s]://[user[:password]@]host[:port][/db][?options], unix:///path[?options] or a path)";
    private static final String OPTIONS = "db, username, password, encoding, timeout, client_name, protocol";

    private static final Pattern HOST_AND_PORT = Pattern.compile("([A-Za-z0-9_.-]+)(?::([0-9]{1,5}))?");

    private final ConnectionOptions.Builder options;
    private final @Nullable TlsOptions tls;
    private final Set<String> given = new HashSet<>();

    private RedisUrl(ConnectionOptions options) {
        this.options = options.toBuilder();
        this.tls = options.tls();
    }

    /** Returns what the text says, on top of other options, which it has precedence over. */
    static Target parse(String text, ConnectionOptions options) {
        if (text.startsWith("/")) {
            return new Target(RedisAddress.unix(text), options);
        }
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "address: " + e.getReason() + " at character " + (e.getIndex() + 1) + EXPECTED);
        }
        return new RedisUrl(options).parse(uri);
    }

    private Target parse(URI uri) {
        String scheme = uri.getScheme() == null ? "none" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException("address fragment: given" + EXPECTED);
        }
        RedisAddress address = switch (scheme) {
            case "redis" -> tcp(uri);
            case "rediss" -> {
                options.tls(tls == null ? TlsOptions.DEFAULT : tls);
                yield tcp(uri);
            }
            case "unix" -> unix(uri);
            default -> throw new IllegalArgumentException("address scheme: " + scheme + EXPECTED);
        };
        if (uri.getRawQuery() != null) {
            for (String option : uri.getRawQuery().split("&")) {
                takeOption(option);
            }
        }
        return new Target(address, options.build());
    }

    private RedisAddress tcp(URI uri) {
        String path = uri.getRawPath();
        if (path != null && path.indexOf('@') >= 0) { // what looks like host, port and database may be a password
            throw new IllegalArgumentException(
                    "address: an @ behind the first / (expected: in user and password %2F for /)");
        }
        RedisAddress address;
        if (uri.getHost() == null) {
            address = tcp(uri.getRawAuthority() == null ? "" : uri.getRawAuthority());
        } else {
            String host = uri.getHost();
            takeUser(uri.getRawUserInfo());
            address = RedisAddress.tcp(
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port(uri.getPort()));
        }
        if (path != null && path.length() > 1) {
            take("db", path.substring(1));
        }
        return address;
    }

    /** Takes the names that {@link URI} finds no host in, but that containers have: {@code my_redis}, {@code redis.1}. */
    private RedisAddress tcp(String authority) {
        int at = authority.lastIndexOf('@');
        Matcher matcher = HOST_AND_PORT.matcher(authority.substring(at + 1));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("address host: none, or no valid one, or no valid port" + EXPECTED);
        }
        takeUser(at < 0 ? null : authority.substring(0, at));
        return RedisAddress.tcp(
                matcher.group(1), port(matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2))));
    }

    private static int port(int given) {
        return given < 0 ? RedisAddress.DEFAULT_PORT : given;
    }

    private RedisAddress unix(URI uri) {
        String authority = uri.getRawAuthority();
        if (authority != null) {
            if (!authority.endsWith("@")) {
                throw new IllegalArgumentException("address host: given for a unix socket" + EXPECTED);
            }
            takeUser(authority.substring(0, authority.length() - 1));
        }
        String path = uri.getPath();
        if (path == null || path.isEmpty()) {
            throw new IllegalArgumentException("address path: none" + EXPECTED);
        }
        return RedisAddress.unix(path);
    }

    private void takeUser(@Nullable String user) {
        if (user == null) {
            return;
        }
        int colon = user.indexOf(':');
        if (colon != 0) {
            take("username", decode(colon < 0 ? user : user.substring(0, colon)));
        }
        if (colon >= 0) {
            take("password", decode(user.substring(colon + 1)));
        }
    }

    private void takeOption(String option) {
        int equals = option.indexOf('=');
        String name = decode(equals < 0 ? option : option.substring(0, equals));
        String value = equals < 0 ? "" : decode(option.substring(equals + 1));
        if (value.isEmpty()) {
            throw new IllegalArgumentException("address option " + name + ": no value (expected: name=value)");
        }
        take(name, value);
    }

    private void take(String name, String value) {
        if (!given.add(name)) {
            throw new IllegalArgumentException("address " + name + ": given twice (expected: once)");
        }
        switch (name) {
            case "db" -> options.db(db(value));
            case "username" -> options.username(value);
            case "password" -> options.password(value);
            case "encoding" -> options.encoding(charset(value));
            case "timeout" -> options.connectTimeout(seconds(name, value));
            case "client_name" -> options.clientName(value);
            case "protocol" -> options.protocol(protocol(value));
            default ->
                throw new IllegalArgumentException("address option: " + name + " (expected: one of " + OPTIONS + ")");
        }
    }

    private static int db(String value) {
        if (!value.matches("0|[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("address db: " + value + " (expected: a number from 0)");
        }
        return Integer.parseInt(value);
    }

    private static Charset charset(String value) {
        try {
            return Charset.forName(value);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException("address encoding: " + value + " (expected: a charset, such as utf-8)");
        }
    }

    private static Duration seconds(String name, String value) {
        if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new IllegalArgumentException("address " + name + ": " + value + " (expected: seconds, such as 0.5)");
        }
        return Duration.parse("PT" + value + "S");
    }

    private static ProtocolVersion protocol(String value) {
        return switch (value) {
            case "2" -> ProtocolVersion.RESP2;
            case "3" -> ProtocolVersion.RESP3;
            default -> throw new IllegalArgumentException("address protocol: " + value + " (expected: 2 or 3)");
        };
    }

    /** The decoder is made for forms, where a plus sign is a space; here it is a plus sign. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }

    /** Where to connect to, and how. */
    record Target(RedisAddress address, ConnectionOptions options) {}
}
