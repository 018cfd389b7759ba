/// A strict reader of the little HTML that our pages hold, by scalar: whatever is not exactly that is strange to it.
struct MarkupScan {
    private(set) var elements: [(name: String, attributes: [String: String])] = []
    /// What stands between tags, as a reader sees it, with the element around it.
    private(set) var texts: [(element: Int, text: String)] = []
    private(set) var strange: [String] = []

    var isOnlyOurs: Bool { strange.isEmpty }

    struct Broken: Error {
        let what: String
    }

    private static let names: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "main", "header", "p", "h1", "h2", "a", "dl", "div",
        "dt",
        "dd", "section", "table", "thead", "tbody", "tr", "th", "td", "strong", "span", "ul", "li", "figure",
        "figcaption", "footer", "br", "svg", "desc", "defs", "marker", "path", "g", "rect", "text", "use",
    ]
    private static let attributes: Set<String> = [
        "lang", "charset", "http-equiv", "name", "content", "class", "href", "id", "role", "scope",
        "tabindex", "data-kop",
        "aria-labelledby", "xmlns", "viewBox", "width", "height", "font-family", "font-size", "font-weight",
        "text-anchor", "textLength", "lengthAdjust", "refX", "refY", "markerWidth", "markerHeight", "orient",
        "d",
        "fill", "stroke", "stroke-width", "stroke-dasharray", "marker-end", "x", "y", "rx", "aria-hidden",
    ]
    private static let void: Set<String> = ["meta", "br"]

    /// - Throws: `Broken` when an element is not closed, or closed twice.
    init(_ page: String) throws {
        var rest = Array(page.unicodeScalars)[...]
        func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        let head = Array("<!DOCTYPE html>\n".unicodeScalars)
        guard rest.starts(with: head) else { throw Broken(what: "no doctype") }
        rest = rest.dropFirst(head.count)
        var open: [(name: String, index: Int)] = []
        while !rest.isEmpty {
            let run = text(rest.prefix { $0 != "<" })
            rest = rest.drop { $0 != "<" }
            if run.unicodeScalars.contains(where: { $0 == ">" }), open.last?.name != "style" {
                strange.append("> in \(run)")
            }
            texts.append((open.last?.index ?? -1, try decoded(run, isStyle: open.last?.name == "style")))
            guard !rest.isEmpty else { break }
            let tag = text(rest.dropFirst().prefix { $0 != ">" })
            rest = rest.drop { $0 != ">" }.dropFirst()
            if tag.unicodeScalars.first == "/" {
                guard open.popLast()?.name == String(tag.dropFirst()) else { throw Broken(what: "</\(tag)") }
                continue
            }
            let isClosed = tag.unicodeScalars.last == "/"
            let (name, attributes) = try parse(isClosed ? String(tag.dropLast()) : tag)
            if !Self.names.contains(name) { strange.append("<\(tag)>") }
            for attribute in attributes.keys where !Self.attributes.contains(attribute) {
                strange.append("\(attribute)= in <\(tag)>")
            }
            elements.append((name, attributes))
            if !isClosed, !Self.void.contains(name) { open.append((name, elements.count - 1)) }
        }
        guard open.isEmpty else { throw Broken(what: "open: \(open)") }
    }

    /// The texts directly within elements of that name and role.
    func texts(of name: String, with role: String) -> [String] {
        texts.filter { text in
            text.element >= 0 && elements[text.element].name == name
                && elements[text.element].attributes["role"] == role
        }.map(\.text)
    }

    /// All that a reader sees.
    var everything: String { texts.map(\.text).joined(separator: " ") }

    private func parse(_ tag: String) throws -> (String, [String: String]) {
        var rest = Array(tag.unicodeScalars)[...]
        func take(while holds: (Unicode.Scalar) -> Bool) -> String {
            let part = rest.prefix(while: holds)
            rest = rest.dropFirst(part.count)
            return part.reduce(into: "") { $0.unicodeScalars.append($1) }
        }
        let name = take { $0 != " " }
        var attributes: [String: String] = [:]
        while !rest.isEmpty {
            _ = take { $0 == " " || $0 == "\n" }
            guard !rest.isEmpty else { break }
            let key = take { $0 != "=" }
            guard rest.prefix(2).elementsEqual("=\"".unicodeScalars) else { throw Broken(what: tag) }
            rest = rest.dropFirst(2)
            let value = take { $0 != "\"" }
            rest = rest.dropFirst()
            guard attributes.updateValue(try decoded(value, isStyle: false), forKey: key) == nil else {
                throw Broken(what: tag)
            }
        }
        return (name, attributes)
    }

    private func decoded(_ text: String, isStyle: Bool) throws -> String {
        guard !isStyle else { return text }
        let known: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'"]
        var seen = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&" else {
                seen.append(scalar)
                continue
            }
            let name = rest.prefix { $0 != ";" }
            guard let sign = known[String(Substring(name))] else { throw Broken(what: "& in \(text)") }
            seen.append(sign)
            rest = rest.dropFirst(name.count + 1)
        }
        return String(seen)
    }
}
