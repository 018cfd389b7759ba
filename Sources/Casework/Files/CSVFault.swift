/// What keeps a table from being read.
public enum CSVFault: Hashable, Sendable {
    /// There is nothing in it.
    case empty
    /// A row has so many cells, and the first line another number.
    case ragged(line: Int, cells: Int, columns: Int)
    /// The last row, of which the line does not end, has too few cells: of a row that is cut off the rest would be emptied.
    case cutOff(line: Int)
    case quoteNotClosed(line: Int)
    case textBehindQuote(line: Int)
    case columnTwice(String)
    case columnMissing(String)
    /// Of a table of a meeting, which can be had empty.
    case meetingColumnMissing(String)
    /// Of a table of a meeting: there is no step, or nothing is filled in.
    case noStep, nothingDecided
    /// Two rows of a list have that number, in that column.
    case rowTwice(column: String, Int)
    /// No row of a list has what stands in that column.
    case unknownRow(line: Int, column: String)
}
