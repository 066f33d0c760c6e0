package io.aioredis.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.util.Types;

/** Reads a method that sends a command. */
final class CommandParser {
    private final TypeElement type;
    private final Hierarchy hierarchy;
    private final ArgumentParser arguments;
    private final ReplyTypeParser replies;
    private final Diagnostics diagnostics;

    CommandParser(TypeElement type, Hierarchy hierarchy, Roles roles, Types types, Diagnostics diagnostics) {
        this.type = type;
        this.hierarchy = hierarchy;
        this.arguments = new ArgumentParser(roles);
        this.replies = new ReplyTypeParser(roles, types, new Deprecation(type), diagnostics);
        this.diagnostics = diagnostics;
    }

    /** Returns the command, or nothing if errors were reported. */
    Optional<MethodDefinition> parse(Hierarchy.Member member, SignatureDefinition signature, ConstantNames constants) {
        ExecutableElement method = member.method();
        if (!method.getTypeParameters().isEmpty()) {
            diagnostics.report(
                    Diagnostic.METHOD_TYPE_PARAMETER,
                    method.getTypeParameters().get(0),
                    Describe.method(method),
                    method.getTypeParameters().get(0).getSimpleName(),
                    Describe.name(type));
            return Optional.empty();
        }
        if (member.declarations().stream()
                        .map(CommandParser::command)
                        .distinct()
                        .count()
                > 1) {
            diagnostics.report(
                    Diagnostic.COMMAND_AMBIGUOUS,
                    type,
                    Describe.name(type),
                    Describe.method(method),
                    String.join(
                            " and ",
                            member.declarations().stream()
                                    .map(declaration -> Describe.name((TypeElement) declaration.getEnclosingElement()))
                                    .toList()),
                    Describe.name(type));
            return Optional.empty();
        }
        ExecutableType methodType = hierarchy.asMember(method);
        Optional<List<WordDefinition>> words = words(method, methodType);
        Optional<ReplyDefinition> reply = replies.parse(method, methodType.getReturnType());
        if (words.isEmpty() || reply.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new MethodDefinition.Command(
                signature, constants.next(signature.name()), CommandName.of(words.get()), words.get(), reply.get()));
    }

    private static Optional<String> command(ExecutableElement method) {
        return Annotations.find(method, RuntimeNames.COMMAND)
                .flatMap(annotation -> Annotations.value(annotation, "value"))
                .flatMap(Annotations::text);
    }

    private Optional<List<WordDefinition>> words(ExecutableElement method, ExecutableType methodType) {
        List<WordDefinition.Argument> sent = arguments(method, methodType);
        Optional<? extends AnnotationMirror> annotation = Annotations.find(method, RuntimeNames.COMMAND);
        if (annotation.isEmpty()) {
            diagnostics.report(Diagnostic.COMMAND_MISSING, method, Describe.method(method));
            return Optional.empty();
        }
        AnnotationValue value = Annotations.value(annotation.get(), "value").orElseThrow();
        Template template = Template.parse(Annotations.text(value).orElseThrow());
        if (!template.hasCommandName()) {
            diagnostics.report(Diagnostic.COMMAND_EMPTY, method, annotation.get(), value, template.text());
            return Optional.empty();
        }
        boolean isSound = !template.placesParameters() || checkNames(template, method, annotation.get(), value);
        return isSound && sent.size() == method.getParameters().size()
                ? Optional.of(place(template, sent))
                : Optional.empty();
    }

    private List<WordDefinition.Argument> arguments(ExecutableElement method, ExecutableType methodType) {
        List<WordDefinition.Argument> sent = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            String name = parameter.getSimpleName().toString();
            arguments
                    .parse(name, methodType.getParameterTypes().get(i))
                    .ifPresentOrElse(
                            sent::add,
                            () -> diagnostics.report(
                                    Diagnostic.PARAMETER_TYPE,
                                    parameter,
                                    name,
                                    Describe.method(method),
                                    Describe.type(parameter.asType()),
                                    Describe.name(type)));
        }
        return sent;
    }

    private static List<WordDefinition> place(Template template, List<WordDefinition.Argument> sent) {
        List<WordDefinition> words = new ArrayList<>();
        for (Template.Word word : template.words()) {
            words.add(
                    word.isName()
                            ? sent.stream()
                                    .filter(argument -> argument.parameter().equals(word.text()))
                                    .findFirst()
                                    .orElseThrow()
                            : new WordDefinition.Constant(word.text()));
        }
        if (!template.placesParameters()) {
            words.addAll(sent);
        }
        return List.copyOf(words);
    }

    private boolean checkNames(
            Template template, ExecutableElement method, AnnotationMirror annotation, AnnotationValue value) {
        List<String> parameters = method.getParameters().stream()
                .map(parameter -> parameter.getSimpleName().toString())
                .toList();
        Set<String> named = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        boolean isSound = true;
        for (Template.Word word : template.words()) {
            if (word.isName() && !parameters.contains(word.text())) {
                isSound = false;
                diagnostics.report(
                        Diagnostic.TEMPLATE_NAME,
                        method,
                        annotation,
                        value,
                        template.text(),
                        word.text(),
                        Describe.method(method),
                        wayOut(word.text(), parameters));
            } else if (word.isName() && !named.add(word.text()) && repeated.add(word.text())) {
                isSound = false;
                diagnostics.report(
                        Diagnostic.TEMPLATE_TWICE,
                        method,
                        annotation,
                        value,
                        template.text(),
                        word.text(),
                        Describe.method(method),
                        word.text());
            }
        }
        if (!isSound) {
            return false; // a parameter without a place is most often the one whose name was mistaken
        }
        for (VariableElement parameter : method.getParameters()) {
            String name = parameter.getSimpleName().toString();
            if (!named.contains(name)) {
                isSound = false;
                diagnostics.report(
                        Diagnostic.TEMPLATE_UNUSED, parameter, template.text(), name, Describe.method(method), name);
            }
        }
        return isSound;
    }

    private static String wayOut(String name, List<String> parameters) {
        String literal = "A word that begins with a colon is written ::" + name + ".";
        if (parameters.isEmpty()) {
            return literal;
        }
        if (parameters.get(0).equals("arg0")) {
            return "The class file does not have the parameters' names; compile it with -parameters.";
        }
        return Suggestion.of(name, parameters)
                .map(meant -> "Did you mean :" + meant + "?")
                .orElse(literal);
    }
}
