package io.aioredis.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What {@code redis://[user[:password]@]host[:port][/db]} says; user and password are percent-decoded.
 *
 * <p>No message repeats the URL, which may hold a password.
 */
record RedisUrl(
        RedisAddress address,
        @Nullable String username,
        @Nullable String password,
        int db) {
    private static final String EXPECTED = " (expected: redis://[user[:password]@]host[:port][/db])";

    static RedisUrl parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "URL: " + e.getReason() + " at character " + (e.getIndex() + 1) + EXPECTED);
        }
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.toLowerCase(Locale.ROOT).equals("redis")) {
            throw new IllegalArgumentException("URL scheme: " + (scheme == null ? "none" : scheme) + EXPECTED);
        }
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("URL host: none, or no valid one, or no valid port" + EXPECTED);
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "URL " + (uri.getRawQuery() != null ? "query" : "fragment") + ": given" + EXPECTED);
        }
        RedisAddress address = new RedisAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? RedisAddress.DEFAULT_PORT : uri.getPort());
        String user = uri.getRawUserInfo();
        if (user == null) {
            return new RedisUrl(address, null, null, db(uri.getRawPath()));
        }
        int colon = user.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("URL password: none behind the user" + EXPECTED);
        }
        String name = decode(user.substring(0, colon));
        return new RedisUrl(
                address, name.isEmpty() ? null : name, decode(user.substring(colon + 1)), db(uri.getRawPath()));
    }

    private static int db(@Nullable String path) {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return 0;
        }
        String number = path.substring(1);
        if (!number.matches("0|[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("URL database: " + number + " (expected: a number from 0)");
        }
        return Integer.parseInt(number);
    }

    /** The decoder is made for forms, where a plus sign is a space; here it is a plus sign. */
    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "RedisUrl[" + address + "/" + db + "]";
    }
}
