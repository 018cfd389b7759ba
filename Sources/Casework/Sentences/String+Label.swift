extension String {
    /// A title before what there is to say of it: with a colon, unless it asks something.
    public var label: String { utf8.last == UInt8(ascii: "?") ? self : self + ":" }
}
