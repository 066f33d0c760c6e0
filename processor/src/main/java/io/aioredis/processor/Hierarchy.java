package io.aioredis.processor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * An interface with all it inherits from, and what of that its mixin has to implement.
 *
 * <p>Every mixin of an annotated super-interface implements that interface's commands, so that they are left to it; a
 * method that reaches the interface on two ways, or that a default method replaces, has to be settled here, since Java
 * refuses a type that inherits two default methods of one signature.
 */
final class Hierarchy {
    /**
     * A method of the interface.
     *
     * @param declarations where it is declared: one, or several of which none overrides another
     * @param need what the mixin does about it
     */
    record Member(List<ExecutableElement> declarations, Need need) {
        ExecutableElement method() {
            return declarations.get(0);
        }
    }

    enum Need {
        /** It is abstract and the mixin of no super-interface implements it, or more than one does. */
        IMPLEMENT,
        /** It is a default method that replaces a command of a super-interface. */
        FORWARD,
        /** It is a default method, or the mixin of a super-interface implements it. */
        NOTHING
    }

    private final Types types;
    private final TypeElement root;
    private final List<DeclaredType> all;
    private final List<ExecutableElement> methodsOfObject;

    Hierarchy(TypeElement root, Elements elements, Types types) {
        this.types = types;
        this.root = root;
        this.all = new ArrayList<>();
        collect((DeclaredType) root.asType(), all, new HashSet<>());
        this.methodsOfObject = ElementFilter.methodsIn(
                elements.getTypeElement("java.lang.Object").getEnclosedElements());
    }

    private void collect(DeclaredType type, List<DeclaredType> found, Set<TypeElement> seen) {
        if (seen.add(element(type))) {
            found.add(type);
            for (TypeMirror supertype : types.directSupertypes(type)) {
                if (supertype instanceof DeclaredType declared
                        && element(declared).getKind() == ElementKind.INTERFACE) {
                    collect(declared, found, seen);
                }
            }
        }
    }

    /** Returns the interface and all its super-interfaces, with the type arguments that it gives them. */
    List<DeclaredType> all() {
        return all;
    }

    /** Returns the super-interfaces that have a mixin, without those whose mixin another one extends. */
    List<DeclaredType> nearestAnnotated() {
        List<DeclaredType> annotated =
                all.stream().skip(1).filter(type -> isAnnotated(element(type))).toList();
        return annotated.stream()
                .filter(type -> annotated.stream().noneMatch(other -> isBelow(element(other), element(type))))
                .toList();
    }

    static boolean isAnnotated(TypeElement type) {
        return Annotations.isPresent(type, RuntimeNames.REDIS_COMMANDS);
    }

    /** Whether a super-interface with a mixin has the method too, so that whatever is wrong with it is said there. */
    boolean isOfAnnotatedSuper(ExecutableElement method) {
        return nearestAnnotated().stream().anyMatch(type -> isAtOrBelow(element(type), owner(method)));
    }

    boolean inheritsFrom(String name) {
        return all.stream().anyMatch(type -> element(type).getQualifiedName().contentEquals(name));
    }

    /** Returns the methods of the interface, its own first, each in the order of declaration. */
    List<Member> members() {
        List<List<ExecutableElement>> signatures = new ArrayList<>();
        for (DeclaredType type : all) {
            for (ExecutableElement method :
                    ElementFilter.methodsIn(element(type).getEnclosedElements())) {
                if (isInherited(method) && !isOfObject(method) && !isOfRuntime(method)) {
                    signatures.stream()
                            .filter(declarations -> isSameSignature(declarations.get(0), method))
                            .findFirst()
                            .orElseGet(() -> {
                                List<ExecutableElement> declarations = new ArrayList<>();
                                signatures.add(declarations);
                                return declarations;
                            })
                            .add(method);
                }
            }
        }
        return signatures.stream()
                .map(declarations -> new Member(visibleFrom(root, declarations), need(declarations)))
                .toList();
    }

    private Need need(List<ExecutableElement> declarations) {
        List<ExecutableElement> visible = visibleFrom(root, declarations);
        ExecutableElement nearest = visible.get(0);
        List<TypeElement> implementing = implementing(declarations);
        if (nearest.isDefault()) {
            boolean isReplaced = implementing.stream().anyMatch(type -> !isAtOrBelow(type, owner(nearest)));
            return isReplaced ? Need.FORWARD : Need.NOTHING;
        }
        boolean isImplemented = implementing.size() == 1
                && visible.stream().allMatch(method -> isAtOrBelow(implementing.get(0), owner(method)));
        return isImplemented ? Need.NOTHING : Need.IMPLEMENT;
    }

    /** Returns the nearest super-interfaces whose mixins have the method as a default method. */
    private List<TypeElement> implementing(List<ExecutableElement> declarations) {
        List<TypeElement> having = all.stream()
                .skip(1)
                .map(Hierarchy::element)
                .filter(Hierarchy::isAnnotated)
                .filter(type -> visibleFrom(type, declarations).stream().anyMatch(method -> !method.isDefault()))
                .toList();
        return having.stream()
                .filter(type -> having.stream().noneMatch(other -> isBelow(other, type)))
                .toList();
    }

    /** Returns the declarations that an interface has or inherits, without those that another one overrides. */
    private List<ExecutableElement> visibleFrom(TypeElement type, List<ExecutableElement> declarations) {
        List<ExecutableElement> inherited = declarations.stream()
                .filter(method -> isAtOrBelow(type, owner(method)))
                .toList();
        return inherited.stream()
                .filter(method -> inherited.stream().noneMatch(other -> isBelow(owner(other), owner(method))))
                .toList();
    }

    private boolean isSameSignature(ExecutableElement left, ExecutableElement right) {
        if (!left.getSimpleName().equals(right.getSimpleName())
                || left.getParameters().size() != right.getParameters().size()) {
            return false;
        }
        ExecutableType leftType = asMember(left);
        ExecutableType rightType = asMember(right);
        return types.isSubsignature(leftType, rightType) || types.isSubsignature(rightType, leftType);
    }

    /** Returns a method's type with the type arguments that the interface gives to its declaring one. */
    ExecutableType asMember(ExecutableElement method) {
        return (ExecutableType) types.asMemberOf((DeclaredType) root.asType(), method);
    }

    private static boolean isInherited(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.STATIC)
                && !method.getModifiers().contains(Modifier.PRIVATE);
    }

    private boolean isOfObject(ExecutableElement method) {
        return methodsOfObject.stream()
                .filter(inherited -> inherited.getModifiers().contains(Modifier.PUBLIC))
                .anyMatch(inherited -> inherited.getSimpleName().equals(method.getSimpleName())
                        && types.isSubsignature((ExecutableType) method.asType(), (ExecutableType) inherited.asType()));
    }

    /** Whether it is a method of the runtime's mixins, which an interface may extend to use in default methods. */
    private static boolean isOfRuntime(ExecutableElement method) {
        String name = owner(method).getQualifiedName().toString();
        return name.startsWith("io.aioredis.mixin.") || name.startsWith("io.aioredis.codec.");
    }

    private boolean isBelow(TypeElement type, TypeElement other) {
        return !type.equals(other) && isAtOrBelow(type, other);
    }

    private boolean isAtOrBelow(TypeElement type, TypeElement other) {
        return types.isSubtype(types.erasure(type.asType()), types.erasure(other.asType()));
    }

    private static TypeElement owner(ExecutableElement method) {
        return (TypeElement) method.getEnclosingElement();
    }

    static TypeElement element(DeclaredType type) {
        return (TypeElement) type.asElement();
    }
}
