package org.usher.validation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;

/**
 * Helpers for lists in expressions. CEL's own library of this kind loses the type of what is in the list; these keep it, so that
 * {@code roles.sortBy(r, r.rank)[0].label} is still checked when it is loaded.
 */
final class Lists {

    private static final TypeParamType ANY = TypeParamType.create("A");
    private static final ListType LIST_OF_ANY = ListType.create(ANY);
    private static final ListType TEXTS = ListType.create(SimpleType.STRING);

    /** {@code list.sortBy(e, key)}: the list and the keys of its entries are given to one function, which puts the former in the order of the latter. */
    static final CelMacro SORT_BY = CelMacro.newReceiverMacro("sortBy", 2, (factory, target, given) -> {
        var keys = CelStandardMacro.MAP.getDefinition().getExpander().expandMacro(factory, factory.copy(target),
                ImmutableList.copyOf(given));
        return keys.isEmpty() ? Optional.empty() : Optional.of(factory.newGlobalCall("@sorted", target, keys.get()));
    });

    private Lists() {}

    static List<CelFunctionDecl> declarations() {
        return List.of(
                CelFunctionDecl.newFunctionDeclaration("@sorted",
                        CelOverloadDecl.newGlobalOverload("@sorted", LIST_OF_ANY, LIST_OF_ANY, ListType.create(TypeParamType.create("B")))),
                CelFunctionDecl.newFunctionDeclaration("distinct",
                        CelOverloadDecl.newMemberOverload("list_distinct", LIST_OF_ANY, LIST_OF_ANY)),
                CelFunctionDecl.newFunctionDeclaration("flatten",
                        CelOverloadDecl.newMemberOverload("list_flatten", LIST_OF_ANY, ListType.create(LIST_OF_ANY))),
                CelFunctionDecl.newFunctionDeclaration("join",
                        CelOverloadDecl.newMemberOverload("list_join", SimpleType.STRING, TEXTS, SimpleType.STRING)));
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("@sorted", List.class, List.class, Lists::sorted),
                CelFunctionBinding.from("list_distinct", List.class, Lists::distinct),
                CelFunctionBinding.from("list_flatten", List.class, Lists::flattened),
                CelFunctionBinding.from("list_join", List.class, String.class, Lists::joined));
    }

    static long sum(List<?> numbers) {
        return numbers.stream().mapToLong(number -> ((Number) number).longValue()).sum();
    }

    private static List<Object> distinct(List<?> list) {
        return List.copyOf(new LinkedHashSet<Object>(list));
    }

    private static List<Object> flattened(List<?> lists) {
        return lists.stream().flatMap(list -> ((List<?>) list).stream()).<Object>map(item -> item).toList();
    }

    private static String joined(List<?> texts, String between) {
        return texts.stream().map(String::valueOf).collect(Collectors.joining(between));
    }

    /** The list in the order of the keys, smallest first; what has the same key stays in the order it had. */
    private static List<Object> sorted(List<?> list, List<?> keys) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < list.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparing(keys::get, Lists::compare));
        return order.stream().<Object>map(list::get).toList();
    }

    @SuppressWarnings("unchecked") // the keys of one list have one type, which the compiler has checked
    private static int compare(Object one, Object other) {
        return one instanceof Comparable<?> comparable && one.getClass() == other.getClass()
                ? ((Comparable<Object>) comparable).compareTo(other)
                : String.valueOf(one).compareTo(String.valueOf(other));
    }
}
