package org.usher.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns the text of a YAML file into nodes, and reports what is no YAML, or more of YAML than definitions use. */
final class YamlReader {

    private final String file;
    private final String source;
    /** Where in the source each character begins, as SnakeYAML counts characters: by code points. */
    private final int[] starts;
    private final Faults faults;
    private final Set<org.yaml.snakeyaml.nodes.Node> anchored = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlReader(String file, String source, Faults faults) {
        this.file = file;
        this.source = source;
        this.starts = starts(source);
        this.faults = faults;
    }

    private static int[] starts(String source) {
        var starts = new int[source.codePointCount(0, source.length()) + 1];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at += at < source.length() ? Character.charCount(source.codePointAt(at)) : 0;
        }
        return starts;
    }

    /** The mapping that a file holds; an empty one if it holds none, which is reported. */
    static Node.Fields read(String file, String source, Faults faults) {
        return new YamlReader(file, source, faults).document();
    }

    /** The mappings of a file that may hold several, parted by {@code ---}. */
    static List<Node.Fields> readAll(String file, String source, Faults faults) {
        var reader = new YamlReader(file, source, faults);
        var found = new ArrayList<Node.Fields>();
        try {
            for (var root : new Yaml(new LoaderOptions()).composeAll(new StringReader(source))) {
                if (reader.node(root) instanceof Node.Fields fields) {
                    found.add(fields);
                } else {
                    faults.add(Fault.Kind.SYNTAX, reader.place(root), "This part of the file holds no mapping", "Write 'key: value' lines");
                }
            }
        } catch (YAMLException unreadable) {
            reader.unreadable(unreadable);
        }
        return found;
    }

    private Node.Fields document() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(true); // each is reported below, with its place
        try {
            var root = new Yaml(options).compose(new StringReader(source));
            if (root != null && node(root) instanceof Node.Fields fields) {
                return fields;
            }
            faults.add(Fault.Kind.SYNTAX, Place.startOf(file), "The file holds no mapping", "Write 'key: value' lines");
        } catch (YAMLException unreadable) {
            unreadable(unreadable);
        }
        return Node.Fields.none(Place.startOf(file));
    }

    private void unreadable(YAMLException exception) {
        if (!(exception instanceof MarkedYAMLException marked) || marked.getProblemMark() == null) {
            faults.add(Fault.Kind.SYNTAX, Place.startOf(file), "This is not YAML: " + exception.getMessage(),
                    "Save the file as UTF-8 text");
            return;
        }
        var mark = marked.getProblemMark();
        var context = marked.getContext() == null ? "" : " (" + marked.getContext() + ")";
        faults.add(Fault.Kind.SYNTAX, new Place(file, mark.getLine() + 1, mark.getColumn() + 1),
                "This is not YAML: " + marked.getProblem() + context,
                "Look at the indentation here, and put a text into quotes that holds ': ', ' #', or (between braces) ? or a comma, or that begins with one of { [ * & ! % @");
    }

    private Node node(org.yaml.snakeyaml.nodes.Node node) {
        var place = place(node);
        if (node.getAnchor() != null) {
            if (!anchored.add(node)) {
                return new Node.Text("", place, false, List.of());
            }
            faults.add(Fault.Kind.SYNTAX, place, "Anchors and aliases (& and *) are not part of the language",
                    "Give what is used twice a name: under 'let', in types.yaml or in rules.yaml");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> new Node.Items(sequence.getValue().stream().map(this::node).toList(), place);
            case MappingNode mapping -> mapping(mapping);
            default -> throw new IllegalStateException("SnakeYAML gives no other nodes: " + node);
        };
    }

    private Node.Fields mapping(MappingNode mapping) {
        var fields = new LinkedHashMap<String, Node.Field>();
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(Fault.Kind.SYNTAX, place(tuple.getKeyNode()), "A key must be a word",
                        "Write 'key: value', or put a text with braces into quotes");
                continue;
            }
            var field = new Node.Field(scalar(key), node(tuple.getValueNode()));
            var first = fields.putIfAbsent(field.name(), field);
            if (first != null) {
                faults.add(Fault.Kind.DUPLICATE_KEY, field.key().place(),
                        "The key '" + field.name() + "' stands already in line " + first.key().place().line(),
                        "Remove one of the two");
            }
        }
        return new Node.Fields(fields, place(mapping));
    }

    private Node.Text scalar(ScalarNode scalar) {
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        if (!plain || scalar.getTag().equals(Tag.STR) || !scalar.getValue().isEmpty()) {
            return new Node.Text(scalar.getValue(), place(scalar), !plain, places(scalar));
        }
        return new Node.Text("", place(scalar), false, List.of());
    }

    private List<Place> places(ScalarNode scalar) {
        int from = starts[scalar.getStartMark().getIndex()];
        int end = starts[scalar.getEndMark().getIndex()];
        return new ScalarPlaces(file, source, from, end, scalar).places();
    }

    private Place place(org.yaml.snakeyaml.nodes.Node node) {
        return new Place(file, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }
}
