package io.aioredis.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What the type parameters of an interface are to Redis.
 *
 * <p>One that a command has with {@code @Key}, or that a super-interface has as its keys, is a key; any other that is in
 * a parameter or reply is a value.
 */
final class Roles {
    /** A type in a role, and whether the mixin of a super-interface asks for its codec. */
    record Use(Role role, TypeMirror type, boolean isInherited) {}

    private final Types types;
    private final Hierarchy hierarchy;
    private final List<Use> uses = new ArrayList<>();
    /** By name, since ECJ has an element of its own for a type variable with an annotation. */
    private final Map<String, Role> parameters = new HashMap<>();

    private Roles(Hierarchy hierarchy, Types types) {
        this.types = types;
        this.hierarchy = hierarchy;
    }

    static Roles of(TypeElement type, Hierarchy hierarchy, Elements elements, Types types) {
        Roles roles = new Roles(hierarchy, types);
        roles.addInherited(elements);
        roles.addOwn(type);
        return roles;
    }

    /** Returns the types in a role, each once; more than one is an error. */
    List<Use> of(Role role) {
        return uses.stream().filter(use -> use.role == role).toList();
    }

    /** Returns the role of a type parameter, if it has one. */
    Optional<Role> of(TypeVariable variable) {
        return Optional.ofNullable(parameters.get(name(variable.asElement())));
    }

    /** Whether a type parameter is in a command or given to a super-interface. */
    boolean isUsed(TypeParameterElement parameter) {
        return parameters.containsKey(name(parameter))
                || hierarchy.all().stream()
                        .skip(1)
                        .flatMap(type -> type.getTypeArguments().stream())
                        .anyMatch(argument -> TypeParts.haveVariable(argument, name(parameter)));
    }

    private void addInherited(Elements elements) {
        for (DeclaredType inherited : hierarchy.all().subList(1, hierarchy.all().size())) {
            TypeElement element = Hierarchy.element(inherited);
            List<? extends TypeMirror> arguments = inherited.getTypeArguments();
            if (arguments.size() == element.getTypeParameters().size()) { // not where it is used as a raw type
                Map<String, Role> inheritedRoles = rolesOf(element, elements);
                for (int i = 0; i < arguments.size(); i++) {
                    Role role =
                            inheritedRoles.get(name(element.getTypeParameters().get(i)));
                    if (role != null) {
                        add(role, arguments.get(i), true);
                    }
                }
            }
        }
    }

    private Map<String, Role> rolesOf(TypeElement inherited, Elements elements) {
        String qualifiedName = inherited.getQualifiedName().toString();
        if (qualifiedName.equals(RuntimeNames.KEY_MIXIN.canonicalName())) {
            return Map.of(name(inherited.getTypeParameters().get(0)), Role.KEY);
        }
        if (qualifiedName.equals(RuntimeNames.VALUE_MIXIN.canonicalName())) {
            return Map.of(name(inherited.getTypeParameters().get(0)), Role.VALUE);
        }
        return Hierarchy.isAnnotated(inherited)
                ? of(inherited, new Hierarchy(inherited, elements, types), elements, types).parameters
                : Map.of();
    }

    private void addOwn(TypeElement type) {
        List<ExecutableElement> commands = hierarchy.members().stream()
                .filter(member -> member.need() == Hierarchy.Need.IMPLEMENT)
                .map(Hierarchy.Member::method)
                .toList();
        for (TypeParameterElement parameter : type.getTypeParameters()) {
            if (commands.stream().anyMatch(method -> hasAsKey(method, parameter))) {
                add(Role.KEY, parameter.asType(), false);
            } else if (!parameters.containsKey(name(parameter))
                    && commands.stream().anyMatch(method -> mentions(method, parameter))) {
                add(Role.VALUE, parameter.asType(), false);
            }
        }
    }

    private void add(Role role, TypeMirror type, boolean isInherited) {
        if (of(role).stream().noneMatch(use -> isSame(use.type, type))) {
            uses.add(new Use(role, type, isInherited));
        }
        if (type instanceof TypeVariable variable) {
            parameters.merge(name(variable.asElement()), role, (left, right) -> left == Role.KEY ? left : right);
        }
    }

    private boolean isSame(TypeMirror left, TypeMirror right) {
        return types.isSameType(left, right)
                || left instanceof TypeVariable leftVariable
                        && right instanceof TypeVariable rightVariable
                        && name(leftVariable.asElement()).equals(name(rightVariable.asElement()));
    }

    private static String name(Element parameter) {
        return parameter.getSimpleName().toString();
    }

    private boolean hasAsKey(ExecutableElement method, TypeParameterElement parameter) {
        List<? extends TypeMirror> parameterTypes = hierarchy.asMember(method).getParameterTypes();
        for (int i = 0; i < parameterTypes.size(); i++) {
            if (Annotations.isPresent(method.getParameters().get(i), RuntimeNames.KEY)
                    && TypeParts.haveVariable(parameterTypes.get(i), name(parameter))) {
                return true;
            }
        }
        return false;
    }

    private boolean mentions(ExecutableElement method, TypeParameterElement parameter) {
        ExecutableType type = hierarchy.asMember(method);
        return Stream.concat(Stream.of(type.getReturnType()), type.getParameterTypes().stream())
                .anyMatch(part -> TypeParts.haveVariable(part, name(parameter)));
    }
}
