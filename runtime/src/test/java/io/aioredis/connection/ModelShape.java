package io.aioredis.connection;

/**
 * The replies of the model's server, each of which names its command by the command's token. Where a push may stand in an
 * aggregate there is a {@link #PUSH_PLACE}.
 */
enum ModelShape implements Weighted {
    BULK(25) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return bulk(token);
        }
    },
    STATUS(10) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "+" + token + "\r\n";
        }
    },
    INTEGER(10) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return ":" + token + "\r\n";
        }
    },
    ERROR(6) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "-ERR " + token + "\r\n";
        }
    },
    BULK_ERROR(2) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return resp3 ? "!" + bulk("ERR " + token).substring(1) : "-ERR " + token + "\r\n";
        }
    },
    ARRAY(10) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "*4\r\n" + PUSH_PLACE + bulk(token + ".0") + PUSH_PLACE + ":" + token + "\r\n" + nil(resp3)
                    + bulk(token + ".3");
        }

        @Override
        String rendered(String token, int size) {
            return "[" + token + ".0, " + token + ", null, " + token + ".3]";
        }
    },
    NESTED(6) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "*3\r\n*0\r\n" + PUSH_PLACE + "*2\r\n" + PUSH_PLACE + bulk(token) + "-ERR " + token + "\r\n"
                    + PUSH_PLACE + bulk("");
        }

        @Override
        String rendered(String token, int size) {
            return "[[], [" + token + ", !ERR " + token + "], ]";
        }
    },
    MAP(5) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return (resp3 ? "%2\r\n" : "*4\r\n") + bulk(token + ".a") + ":" + token + "\r\n" + PUSH_PLACE
                    + bulk(token + ".b") + nil(resp3);
        }

        @Override
        String rendered(String token, int size) {
            return "[" + token + ".a, " + token + ", " + token + ".b, null]";
        }
    },
    SET(3) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return (resp3 ? "~2\r\n" : "*2\r\n") + bulk(token + ".0") + bulk(token + ".1");
        }

        @Override
        String rendered(String token, int size) {
            return "[" + token + ".0, " + token + ".1]";
        }
    },
    DOUBLE(3) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return resp3 ? "," + token + ".5\r\n" : bulk(token + ".5");
        }

        @Override
        String rendered(String token, int size) {
            return token + ".5";
        }
    },
    VERBATIM(3) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return resp3 ? "=" + bulk("txt:" + token).substring(1) : bulk(token);
        }
    },
    BIG_NUMBER(2) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return resp3 ? "(" + token + "00000000000000000000\r\n" : bulk(token + "00000000000000000000");
        }

        @Override
        String rendered(String token, int size) {
            return token + "00000000000000000000";
        }
    },
    WITH_ATTRIBUTE(3) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return (resp3 ? "|1\r\n+ttl\r\n*2\r\n:1\r\n" + PUSH_PLACE + "$-1\r\n" : "") + bulk(token);
        }
    },
    /** A reply of {@code size} bytes. */
    LARGE(4) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return bulk(filled(token, size));
        }

        @Override
        String rendered(String token, int size) {
            return filled(token, size);
        }
    },
    /** An argument of {@code size} bytes. */
    STORE(5) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "+" + token + "\r\n";
        }
    },
    /** Blocks on the server for {@code size} milliseconds. */
    BLOCKING(3) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "*2\r\n" + bulk(token) + PUSH_PLACE + bulk(token + ".1");
        }

        @Override
        String rendered(String token, int size) {
            return "[" + token + ", " + token + ".1]";
        }

        @Override
        String command() {
            return "BLPOP";
        }
    },
    /** What is allowed beside subscriptions in RESP2, where it has a reply of another form. */
    PING(4) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return bulk(token);
        }
    },
    /** Refused at once where others are queued for EXEC. */
    REFUSED(2) {
        @Override
        String wire(String token, int size, boolean resp3) {
            return "-ERR " + token + "\r\n";
        }
    };

    static final char PUSH_PLACE = '\u0001';

    private final int weight;

    ModelShape(int weight) {
        this.weight = weight;
    }

    @Override
    public int weight() {
        return weight;
    }

    String command() {
        return name();
    }

    /** The reply as it is sent, in ASCII. */
    abstract String wire(String token, int size, boolean resp3);

    /** The reply as {@link ModelOperation#render} has it, of one that is no error. */
    String rendered(String token, int size) {
        return token;
    }

    boolean isError() {
        return this == ERROR || this == BULK_ERROR || this == REFUSED;
    }

    static String nil(boolean resp3) {
        return resp3 ? "_\r\n" : "$-1\r\n";
    }

    static String bulk(String text) {
        return "$" + text.length() + "\r\n" + text + "\r\n";
    }

    /** Text of this size that is a token's own. */
    static String filled(String token, int size) {
        return (token + ":").repeat(size / (token.length() + 1) + 1).substring(0, Math.max(size, token.length()));
    }
}
