package io.aioredis.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;

/** Finds out by a method's return type how its reply is read. */
final class ReplyTypeParser {
    private static final Map<String, String> SCALARS = Map.of(
            "java.lang.Long", "LONG",
            "java.lang.Integer", "INTEGER",
            "java.lang.Double", "DOUBLE",
            "java.lang.Boolean", "BOOLEAN",
            "java.lang.String", "STRING");

    private static final Map<TypeKind, String> PRIMITIVES = Map.of(
            TypeKind.LONG, "readLong",
            TypeKind.INT, "readInt",
            TypeKind.DOUBLE, "readDouble",
            TypeKind.BOOLEAN, "readBoolean");

    private static final String SCALAR_NAMES = "Long, Integer, Double, Boolean, String, byte[] or a type parameter";

    private final Roles roles;
    private final Types types;
    private final Deprecation deprecation;
    private final Diagnostics diagnostics;

    ReplyTypeParser(Roles roles, Types types, Deprecation deprecation, Diagnostics diagnostics) {
        this.deprecation = deprecation;
        this.roles = roles;
        this.types = types;
        this.diagnostics = diagnostics;
    }

    /** Why a type cannot be read, and what can. */
    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        private final String fact;
        private final String wayOut;

        UnreadableException(String fact, String wayOut) {
            super(fact);
            this.fact = fact;
            this.wayOut = wayOut;
        }
    }

    /** Returns how the reply is read, or nothing if errors were reported. */
    Optional<ReplyDefinition> parse(ExecutableElement method, TypeMirror returned) {
        Optional<ReplyAdapter> adapter = typeName(returned).flatMap(ReplyAdapter::of);
        if (adapter.isEmpty() || ((DeclaredType) returned).getTypeArguments().isEmpty()) {
            diagnostics.report(
                    Diagnostic.RETURN_TYPE,
                    method,
                    Describe.method(method),
                    Describe.type(returned),
                    suggested(returned, adapter.isPresent()));
            return Optional.empty();
        }
        TypeMirror answered = ((DeclaredType) returned).getTypeArguments().get(0);
        try {
            return Optional.of(new ReplyDefinition(adapter.get(), reply(answered)));
        } catch (UnreadableException e) {
            diagnostics.report(
                    Diagnostic.REPLY_TYPE, method, Describe.method(method), Describe.type(answered), e.fact, e.wayOut);
            return Optional.empty();
        }
    }

    /** The argument that the return type should have: what is returned now, boxed. */
    private String suggested(TypeMirror returned, boolean isRaw) {
        if (isRaw || returned.getKind() == TypeKind.VOID) {
            return "Void";
        }
        return Describe.type(
                returned.getKind().isPrimitive()
                        ? types.boxedClass(types.getPrimitiveType(returned.getKind()))
                                .asType()
                        : returned);
    }

    private DecoderDefinition reply(TypeMirror type) throws UnreadableException {
        Optional<String> name = typeName(type);
        if (name.equals(Optional.of("java.lang.Void"))) {
            return new DecoderDefinition.Named("OK");
        }
        if (isRecord(type)) {
            return new DecoderDefinition.Tuple(parseRecord((DeclaredType) type));
        }
        if (name.equals(Optional.of("java.util.List"))
                && argument(type, 0) instanceof DeclaredType element
                && isRecord(element)) {
            return new DecoderDefinition.Tuples(parseRecord(element));
        }
        return element(type);
    }

    /** Reads what may be in a collection too. */
    private DecoderDefinition element(TypeMirror type) throws UnreadableException {
        Optional<String> scalar = scalar(type);
        if (scalar.isPresent()) {
            return new DecoderDefinition.Named(scalar.get());
        }
        switch (typeName(type).orElse("")) {
            case "java.util.List":
                return new DecoderDefinition.ListOf(element(argument(type, 0)));
            case "java.util.Set":
                return new DecoderDefinition.SetOf(element(argument(type, 0)));
            case "java.util.Map":
                return new DecoderDefinition.MapOf(element(argument(type, 0)), element(argument(type, 1)));
            default:
                throw unreadable(type);
        }
    }

    private static UnreadableException unreadable(TypeMirror type) {
        String name = Describe.type(type);
        if (name.equals("Void")) {
            return new UnreadableException("Void stands for OK, which is a whole reply", "Use it alone.");
        }
        if (isRecord(type)) {
            return new UnreadableException(
                    "the record " + name + " is read as a whole reply or an element of a list only",
                    "Use List<" + name + ">.");
        }
        if (type.getKind() == TypeKind.WILDCARD) {
            return new UnreadableException(name + " does not say what is read", "Use its bound.");
        }
        return new UnreadableException(
                "nothing reads " + name,
                "Use Void, " + SCALAR_NAMES + ", List, Set or Map of these, or a record or a List of records.");
    }

    private static TypeMirror argument(TypeMirror type, int index) throws UnreadableException {
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        if (arguments.isEmpty()) {
            throw new UnreadableException(
                    Describe.type(type) + " does not say what it holds", "Give it type arguments.");
        }
        return arguments.get(index);
    }

    private Optional<String> scalar(TypeMirror type) {
        if (type instanceof ArrayType array && array.getComponentType().getKind() == TypeKind.BYTE) {
            return Optional.of("BYTES");
        }
        if (type instanceof TypeVariable variable) {
            return roles.of(variable).map(Role::decoder);
        }
        return typeName(type).map(SCALARS::get);
    }

    private RecordDefinition parseRecord(DeclaredType type) throws UnreadableException {
        TypeElement element = (TypeElement) type.asElement();
        Optional<TypeElement> hidden = TypeParts.hidden(type).findFirst();
        if (hidden.isPresent()) {
            throw new UnreadableException(Describe.name(hidden.get()) + " is private", "Remove private from it.");
        }
        if (element.getRecordComponents().isEmpty()) {
            throw new UnreadableException(
                    Describe.name(element) + " has no components to read", "Declare one for each value of the reply.");
        }
        if (type.getTypeArguments().size() != element.getTypeParameters().size()) {
            throw new UnreadableException(
                    Describe.name(element) + " does not say what it holds", "Give it type arguments.");
        }
        List<RecordDefinition.Component> components = new ArrayList<>();
        for (RecordComponentElement component : element.getRecordComponents()) {
            components.add(parseComponent(type, component));
        }
        return new RecordDefinition(
                ClassName.get(element),
                !element.getTypeParameters().isEmpty(),
                List.copyOf(components),
                deprecation.warnings(types.erasure(type)));
    }

    private RecordDefinition.Component parseComponent(DeclaredType type, RecordComponentElement component)
            throws UnreadableException {
        TypeMirror componentType = ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
        String primitive = PRIMITIVES.get(componentType.getKind());
        if (primitive != null) {
            return new RecordDefinition.Primitive(primitive);
        }
        String constant = scalar(componentType)
                .orElseThrow(() -> new UnreadableException(
                        "its component " + component.getSimpleName() + " is a " + Describe.type(componentType),
                        "Use long, int, double, boolean, " + SCALAR_NAMES + "."));
        return new RecordDefinition.Decoded(constant, cast(component, componentType));
    }

    /** A decoder of the client's type gives an {@code Object}, which a component with a bound does not take. */
    private Optional<TypeName> cast(RecordComponentElement component, TypeMirror componentType) {
        TypeMirror bound = types.erasure(component.asType());
        return componentType.getKind() != TypeKind.TYPEVAR || typeName(bound).equals(Optional.of("java.lang.Object"))
                ? Optional.empty()
                : Optional.of(TypeName.get(bound));
    }

    private static boolean isRecord(TypeMirror type) {
        return type instanceof DeclaredType declared && declared.asElement().getKind() == ElementKind.RECORD;
    }

    private static Optional<String> typeName(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? Optional.of(((TypeElement) ((DeclaredType) type).asElement())
                        .getQualifiedName()
                        .toString())
                : Optional.empty();
    }
}
