package io.aioredis.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads an annotated interface. */
final class InterfaceParser {
    private static final String GENERATED = "javax.annotation.processing.Generated";

    /** The methods without parameters that a client has, or has from {@link Object} and could not answer by a future. */
    private static final Set<String> RESERVED =
            Set.of("executor", "keyCodec", "valueCodec", "close", "clone", "finalize");

    private final Elements elements;
    private final Types types;

    InterfaceParser(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * Returns what is to be generated for an interface. If errors were reported, that has the same types and signatures
     * as without them, and methods that throw.
     */
    InterfaceDefinition parse(TypeElement type, Diagnostics diagnostics) {
        if (type.getKind() != ElementKind.INTERFACE) {
            diagnostics.report(Diagnostic.NOT_INTERFACE, type, Describe.name(type), Describe.kind(type));
            return definition(type, false, List.of(), List.of(), List.of(), false);
        }
        Optional<TypeElement> hidden = hidden(type);
        if (hidden.isPresent()) {
            diagnostics.report(Diagnostic.PRIVATE_INTERFACE, type, Describe.name(hidden.get()), type.getSimpleName());
            return definition(type, false, List.of(), List.of(), List.of(), false);
        }
        if (type.getModifiers().contains(Modifier.SEALED)) {
            diagnostics.report(Diagnostic.SEALED_INTERFACE, type, Describe.name(type));
        }
        return parseInterface(type, diagnostics);
    }

    private InterfaceDefinition parseInterface(TypeElement type, Diagnostics diagnostics) {
        Hierarchy hierarchy = new Hierarchy(type, elements, types);
        Roles roles = Roles.of(type, hierarchy, elements, types);
        checkRoles(type, roles, diagnostics);

        SignatureParser signatures = new SignatureParser(hierarchy, new Deprecation(type));
        CommandParser commands = new CommandParser(type, hierarchy, roles, types, diagnostics);
        ConstantNames constants = new ConstantNames();
        List<MethodDefinition> methods = new ArrayList<>();
        List<MethodDefinition> broken = new ArrayList<>();
        boolean isCloseable = false;
        boolean isImplemented = !type.getModifiers().contains(Modifier.SEALED);
        for (Hierarchy.Member member : hierarchy.members()) {
            ExecutableElement method = member.method();
            if (isClose(method, hierarchy)) {
                isCloseable = true;
            } else if (isReserved(method)) {
                isImplemented = false;
                if (!hierarchy.isOfAnnotatedSuper(method)) {
                    diagnostics.report(Diagnostic.RESERVED_NAME, method, Describe.method(method));
                }
            } else if (member.need() == Hierarchy.Need.FORWARD) {
                SignatureDefinition signature = signatures.parse(method);
                boolean isVoid = method.getReturnType().getKind() == TypeKind.VOID;
                methods.add(new MethodDefinition.Forward(signature, ClassName.get(type), isVoid));
                broken.add(new MethodDefinition.Broken(signature));
            } else if (member.need() == Hierarchy.Need.IMPLEMENT) {
                SignatureDefinition signature = signatures.parse(method);
                commands.parse(member, signature, constants).ifPresent(methods::add);
                if (isHidden(method)) {
                    isImplemented = false;
                } else {
                    broken.add(new MethodDefinition.Broken(signature));
                }
            }
        }
        return definition(
                type,
                isImplemented,
                roles(roles),
                superMixins(hierarchy),
                diagnostics.isEmpty() ? methods : broken,
                isCloseable);
    }

    private InterfaceDefinition definition(
            TypeElement type,
            boolean isImplemented,
            List<RoleDefinition> roles,
            List<TypeName> superMixins,
            List<MethodDefinition> methods,
            boolean isCloseable) {
        return new InterfaceDefinition(
                ClassName.get(type),
                isPublic(type),
                isImplemented,
                annotations(type),
                new Deprecation(type).warningsOfTypes(),
                generated(type),
                TypeNames.variables(type.getTypeParameters()),
                roles,
                superMixins,
                List.copyOf(methods),
                isCloseable,
                memberTypes(type));
    }

    private void checkRoles(TypeElement type, Roles roles, Diagnostics diagnostics) {
        for (TypeParameterElement parameter : type.getTypeParameters()) {
            if (!roles.isUsed(parameter)) {
                diagnostics.report(
                        Diagnostic.TYPE_PARAMETER_UNUSED, parameter, parameter.getSimpleName(), Describe.name(type));
            }
        }
        for (Role role : Role.values()) {
            List<Roles.Use> uses = roles.of(role);
            for (Roles.Use use : uses.subList(Math.min(1, uses.size()), uses.size())) {
                Element where = use.type() instanceof TypeVariable variable ? variable.asElement() : type;
                diagnostics.report(
                        Diagnostic.TYPE_PARAMETER_ROLE,
                        where,
                        Describe.name(type),
                        Describe.type(uses.get(0).type()),
                        Describe.type(use.type()),
                        role == Role.KEY ? "keys" : "values");
            }
        }
    }

    private static List<RoleDefinition> roles(Roles roles) {
        return Stream.of(Role.values())
                .flatMap(role -> roles.of(role).stream().limit(1))
                .map(use ->
                        new RoleDefinition(use.role(), TypeNames.of(use.type()), use.isInherited(), source(use.type())))
                .toList();
    }

    private static RoleDefinition.Source source(TypeMirror type) {
        return switch (Describe.type(type)) {
            case "String" -> RoleDefinition.Source.UTF8;
            case "byte[]" -> RoleDefinition.Source.BYTES;
            default -> RoleDefinition.Source.CONSTRUCTOR;
        };
    }

    private static List<TypeName> superMixins(Hierarchy hierarchy) {
        return hierarchy.nearestAnnotated().stream()
                .map(inherited -> RuntimeNames.parameterized(
                        GeneratedNames.mixin(ClassName.get(Hierarchy.element(inherited))),
                        inherited.getTypeArguments().stream().map(TypeNames::of).toList()))
                .toList();
    }

    /** Whether it is {@code void close()} as {@link AutoCloseable} has it, which the client implements. */
    private static boolean isClose(ExecutableElement method, Hierarchy hierarchy) {
        return isNamed(method, "close")
                && method.getReturnType().getKind() == TypeKind.VOID
                && method.getModifiers().contains(Modifier.ABSTRACT)
                && !Annotations.isPresent(method, RuntimeNames.COMMAND)
                && hierarchy.inheritsFrom("java.lang.AutoCloseable");
    }

    private static boolean isReserved(ExecutableElement method) {
        return RESERVED.stream().anyMatch(name -> isNamed(method, name));
    }

    private static boolean isNamed(ExecutableElement method, String name) {
        return method.getSimpleName().contentEquals(name)
                && method.getParameters().isEmpty();
    }

    /** Returns the private type, if there is one, that keeps generated code from naming an interface. */
    private static Optional<TypeElement> hidden(TypeElement type) {
        Stream<? extends TypeMirror> bounds =
                type.getTypeParameters().stream().flatMap(parameter -> parameter.getBounds().stream());
        return Stream.of(Stream.of(type.asType()), type.getInterfaces().stream(), bounds)
                .flatMap(types -> types)
                .flatMap(TypeParts::hidden)
                .findFirst();
    }

    /** Whether generated code cannot name a type of a method, which is an error whatever the type. */
    private static boolean isHidden(ExecutableElement method) {
        return Stream.concat(
                        Stream.of(method.getReturnType()),
                        method.getParameters().stream().map(VariableElement::asType))
                .flatMap(TypeParts::hidden)
                .findAny()
                .isPresent();
    }

    private static boolean isPublic(TypeElement type) {
        return TypeParts.nest(type).allMatch(e -> e.getModifiers().contains(Modifier.PUBLIC));
    }

    private static List<AnnotationSpec> annotations(TypeElement type) {
        List<AnnotationSpec> annotations = new ArrayList<>();
        TypeParts.nest(type)
                .flatMap(e -> Stream.of("NullMarked", "NullUnmarked")
                        .flatMap(name -> Annotations.bySimpleName(e, name).stream()))
                .findFirst()
                .ifPresent(mirror -> annotations.add(AnnotationSpec.get(mirror)));
        new Deprecation(type).ofTypes().ifPresent(annotations::add);
        return annotations;
    }

    /** Returns {@code @Generated} if the interface's module reads the one that has it. */
    private Optional<ClassName> generated(TypeElement type) {
        ModuleElement module = elements.getModuleOf(type);
        TypeElement generated =
                module == null ? elements.getTypeElement(GENERATED) : elements.getTypeElement(module, GENERATED);
        return Optional.ofNullable(generated).map(ClassName::get);
    }

    private static List<String> memberTypes(TypeElement type) {
        List<String> names = new ArrayList<>();
        ElementFilter.typesIn(type.getEnclosedElements())
                .forEach(member -> names.add(member.getSimpleName().toString()));
        for (TypeMirror supertype : type.getInterfaces()) {
            if (supertype.getKind() == TypeKind.DECLARED) {
                names.addAll(memberTypes((TypeElement) ((DeclaredType) supertype).asElement()));
            }
        }
        return names.stream().distinct().toList();
    }
}
