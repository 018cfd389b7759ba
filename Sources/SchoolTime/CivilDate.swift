/// Year, month and day of the month: the form of a day that people read.
struct CivilDate {
    let year: Int
    let month: Int
    let day: Int
}
