package io.aioredis.processor;

/**
 * Everything that the processor says to a user, each with a stable id.
 *
 * <p>A text names its subject, states a fact and shows a way out.
 */
enum Diagnostic {
    NOT_INTERFACE(
            "RedisNotInterface",
            "%s is %s, but commands are declared by an interface. Make it an interface, or remove @RedisCommands."),
    SEALED_INTERFACE(
            "RedisSealedInterface",
            "%s is sealed, so that nothing generated may implement it. Remove sealed and permits."),
    PRIVATE_INTERFACE(
            "RedisPrivateInterface",
            "%s is private, so that nothing generated can implement %s. Remove private from it."),
    TYPE_PARAMETER_ROLE(
            "RedisTypeParameter",
            "%s has %s and %s for %s, but a client has one codec for them. Use one of them for both."),
    TYPE_PARAMETER_UNUSED(
            "RedisTypeParameter", "%s of %s is in no parameter and no reply of a command. Use it there, or remove it."),
    METHOD_TYPE_PARAMETER(
            "RedisMethodTypeParameter",
            "%s declares the type parameter %s, but a codec belongs to a client, not to a call."
                    + " Declare it on %s, or write a type in its place."),
    RESERVED_NAME(
            "RedisReservedName",
            "%s has the signature of a method that every client has of its own. Give the method another name."),
    COMMAND_MISSING(
            "RedisCommandMissing",
            "%s names no command. Add @Command with the command's words, or make it a default method."),
    COMMAND_EMPTY(
            "RedisCommandEmpty",
            "\"%s\" does not begin with the name of a command. Write it first, as in @Command(\"GET\")."),
    COMMAND_AMBIGUOUS(
            "RedisCommandAmbiguous",
            "%s inherits %s from %s, which declare different commands. Declare the method in %s with the one it sends."),
    TEMPLATE_NAME("RedisTemplateName", "\"%s\" names :%s, but %s has no such parameter. %s"),
    TEMPLATE_UNUSED(
            "RedisTemplateUnused",
            "\"%s\" has no place for the parameter %s of %s. Write :%s where it is sent, or remove the parameter."),
    TEMPLATE_TWICE(
            "RedisTemplateTwice",
            "\"%s\" names :%s more than once, but %s sends each parameter once. Keep one of them;"
                    + " a word that begins with a colon is written ::%s."),
    PARAMETER_TYPE(
            "RedisParameterType",
            "%s of %s has the type %s, which is not sent as one word. Use String, byte[], a number or a type parameter"
                    + " of %s, or convert it in a default method."),
    RETURN_TYPE(
            "RedisReturnType",
            "%s returns %s, but a reply comes later. Return CompletableFuture or CompletionStage of the reply's type,"
                    + " such as CompletableFuture<%s>."),
    REPLY_TYPE("RedisReplyType", "%s answers %s, but %s. %s"),
    UNRESOLVED(
            "RedisUnresolved",
            "Nothing was generated for %s, since it refers to types that do not exist: %s."
                    + " Correct their names, or see why what should generate them did not."),
    NAME_TAKEN("RedisNameTaken", "%s would be generated for %s, but exists already. Rename one of them."),
    INTERNAL(
            "RedisInternal",
            "%s made the processor fail, which is a defect of the processor."
                    + " Report it to the project of aioredis for Java with the interface and this trace:\n%s");

    private final String id;
    private final String text;

    Diagnostic(String id, String text) {
        this.id = id;
        this.text = text;
    }

    String id() {
        return id;
    }

    /** Returns the whole message. */
    String message(Object... arguments) {
        return "[" + id + "] " + text.formatted(arguments);
    }
}
