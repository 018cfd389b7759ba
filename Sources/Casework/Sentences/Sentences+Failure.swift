import CardEngine
import CardLanguage
import CaseStore
import SchoolTime

extension Sentences {
    /// Why a use case did not do what was asked.
    func casework(_ failure: CaseworkFailure) -> String {
        switch failure {
        case .refused(let refusal, let card): sentence(for: refusal, on: card)
        case .cardTextLost(let card, let version):
            "De tekst van de kaart '\(card)', versie \(version), ontbreekt in de gegevens. Er is niets veranderd; "
                + "waarschuw de beheerder."
        case .caseTextLost:
            "Van een traject ontbreekt de tekst van de kaart in de gegevens; dat kan niet verder. Waarschuw de beheerder: "
                + "`kaart nazien` zegt welke tekst het is."
        case .heldUp:
            "Iets wat u niet mag zien kan nu niet verder. Meld het aan wie de kaart beheert."
        case .schoolTextLost:
            "Welke groepen en medewerkers er toen waren is niet meer te lezen: de tekst van het schoolbestand van die tijd ontbreekt in de "
                + "gegevens of is beschadigd. Waarschuw de beheerder: `kaart nazien` zegt welke tekst het is."
        case .noSuchCase(let id):
            "Er is geen traject '\(id)' dat u mag zien. Kijk met `kaart traject` welke er zijn."
        case .notACaseReference(let text):
            "'\(text)' is geen traject of stap. Schrijf zoals in `kaart taken` staat, bijvoorbeeld k7m3 of k7m3.2."
        case .wholeCaseNeeded(let id): "Dit gaat over het hele traject. Schrijf \(id), zonder de stap."
        case .stepNeeded(let id, let open):
            open.isEmpty
                ? "In traject \(id) staat nu niets open dat u kunt doen."
                : "Zeg erbij welke stap: " + list(open.map { "\($0.reference) ('\($0.title)')" }, "of")
                    + "."
        case .noSuchStep(let id, let owner):
            "In traject \(id) is nu geen stap waarmee dit kan\(owner.map { ": het is aan de eigenaar van de kaart (\(title(of: $0)))" } ?? ""). "
                + "Wat u wel kunt doen staat onder aan `kaart traject \(id)`."
        case .closesRegister(let reference, let outcomes):
            "Met `kaart klaar` sluit u dit register: daarna kan er niets meer bij. Een regel schrijft u op met `kaart noteer \(reference)`. "
                + "Wilt u het sluiten, geef dan de uitkomst (\(options(outcomes))) met `--uitkomst`."
        case .noSuchCard(let name, let known):
            "Er is geen kaart '\(name)'." + didYouMean(name, among: known)
                + (known.isEmpty
                    ? " Er zijn nog geen kaarten." : " De kaarten zijn: \(known.joined(separator: ", ")).")
        case .cardHasFaults(let name): "De kaart '\(name)' heeft fouten. Kijk met `kaart controleer` welke."
        case .cardNotAdopted(let card):
            "De kaart '\(card)' is nog een concept; de school stelt haar eerst vast. Dat doet wie daarover gaat, met `kaart stel-vast \(card)`. Oefenen kan in "
                + "een oefenmap (`kaart init --oefen`)."
        case .cardWithdrawn(let card): "De kaart '\(card)' is vervallen; er begint geen nieuw traject mee."
        case .versionReused(let card, let version):
            "Versie \(version) van de kaart '\(card)' is al gebruikt met een andere tekst. Geef de gewijzigde kaart een volgend nummer "
                + "bij `versie`."
        case .adoption(let fault): sentence(for: fault)
        case .newCard(let fault): sentence(for: fault)
        case .noVersionToCompare(let card, let version, let known):
            "Van de kaart '\(card)' is geen versie \(version) om mee te vergelijken. Er is wel: "
                + "\(list(known.map { "versie \($0)" }, "en"))."
        case .nothingToCompare(let card):
            "Van de kaart '\(card)' is nog geen versie vastgesteld om mee te vergelijken. Dat doet u met `kaart stel-vast \(card)`."
        case .noSchool:
            "Er is geen schoolbestand zonder fouten, of er zijn er twee. Kijk met `kaart controleer` wat er aan de hand is."
        case .timeZoneMissing(let zone):
            "De tijdzone \(zone) is op deze computer niet bekend, en dus ook niet welke dag het op school is. Er is niets veranderd. "
                + "Vraag de beheerder om het programma opnieuw te installeren, en zonder de omgevingsvariabelen ICU_DATA en "
                + "ICU_TIMEZONE_FILES_DIR te starten."
        case .clockDoubted(let today, let last):
            """
            Volgens deze computer is het \(today.dutch); het laatst werd er iets vastgelegd op \(last.dutch). Klopt de klok? \
            Doe dan `kaart dag --toch`. Zo niet, zet haar eerst goed: wat door een verkeerde klok begint, verloopt of ingaat, \
            gaat niet vanzelf terug. Tot dan wordt er niets vastgelegd, en gaat niets in wat gepland is.
            """
        case .clockNotTrusted: "Er is niets vastgelegd: eerst moet zeker zijn welke dag het is."
        case .unknownLogin(let login, let isPractice):
            "De login '\(login)' hoort bij niemand in het schoolbestand."
                + (isPractice
                    ? " In een oefenmap zegt u met `--als` wie u bent."
                    : " Laat uw login daar bij uw naam zetten.")
        case .unknownPerson(let name, let known):
            "Er is geen medewerker '\(name)'." + staff(known, for: name)
        case .mayNotActAs(let person):
            "U mag niet handelen als \(name(of: person)). Wie dat mag staat in het schoolbestand bij `mag_als`."
        case .onlyInPractice(let option): "`\(option)` kan alleen in een oefenmap."
        case .notASubject(let text):
            text.isEmpty
                ? "Zeg erbij over welke leerling: het leerlingnummer."
                : "Dit is geen leerlingnummer: cijfers, met hoogstens vier letters en streepjes. Gebruik geen namen."
        case .looksLikeBSN:
            "Dit nummer lijkt op een burgerservicenummer. Dat mag hier niet staan; gebruik het leerlingnummer van de school."
        case .unknownPupil:
            "Van deze leerling is niets bekend. Leg haar of hem eerst vast met `kaart leerling`."
        case .similarNumber(let number, let known):
            "Van leerling \(number) is niets bekend, van \(known) wel. Een nul vooraan raakt weg als een tabel in Excel is geweest. "
                + "Bedoelt u \(known), schrijf dan dat nummer. Is \(number) echt een ander, dan legt de administratie die eerst vast "
                + "met `kaart leerling \(number) --nieuw`, en een kenmerk erbij. Er is niets veranderd."
        case .inThatGroup(let group, let day):
            "Deze leerling zit al in \(title(of: Subject(group: group)))\(day.map { ", sinds \($0.shortDutch)" } ?? ""): er is niets gewisseld. "
                + (day == nil ? "" : "Was de wissel op een andere dag, zeg die dan met `--op`. ")
                + "Er is niets veranderd."
        case .nothingToSee: "Van deze leerling is niets bekend dat u mag zien."
        case .unknownAttribute(let name, let known):
            "De school houdt geen kenmerk '\(name)' bij." + didYouMean(name, among: known)
                + " De kenmerken zijn: \(known.joined(separator: ", "))."
        case .registryNeeded(let roles):
            "Dit kan alleen iemand met de rol \(self.roles(roles)). Er is niets veranderd."
        case .leftBeforeEnrolled(let first, let last):
            "De uitschrijving (\(last.shortDutch)) valt voor de inschrijving (\(first.shortDutch)). Er is niets veranderd."
        case .inOtherGroup:
            "Deze leerling zit in een andere groep. Laat `--groep` weg, of leg eerst de groepswissel vast. Er is niets veranderd."
        case .staffMemberNeeded: "Zeg erbij over welke medewerker: de naam uit het schoolbestand."
        case .noSuchConsent(let purpose, let recipient, let known):
            "Van deze leerling is geen toestemming '\(purpose)'\(recipient.map { " voor \(title(of: $0))" } ?? "") bekend."
                + didYouMean(purpose, among: known) + " Er is niets ingetrokken."
        case .inLine(let line, let sentence): "Regel \(line): " + nothingChanged(after: sentence)
        case .atStep(let reference, let line, let sentence):
            (line.map { "Regel \($0), stap \(reference): " }
                ?? (reference.visit == nil ? "Traject \(reference): " : "Stap \(reference): "))
                + nothingChanged(after: sentence)
        case .notOnBehalfOf(let role, let step, let card):
            "De stap '\(title(of: step, on: card))' doet niemand namens \(title(of: role)). Laat weg namens wie het is. Er is niets "
                + "veranderd."
        case .aboutAnother(let subject):
            "Deze stap gaat over \(title(of: subject)); bij 'Betreft' staat iets anders. Kijk na of de regel bij de goede stap staat."
        case .atSteps(let failures): failures.map { casework($0) }.joined(separator: " ")
        case .atSubject(let subject, let place, let sentence):
            (subject.map { "Bij \(title(of: $0)): " } ?? "Bij de \(place)e van de lijst: ")
                + nothingChanged(after: sentence)
        case .wrongCell(let column, let fault): "\(column): \(self.sentence(for: fault))"
        case .notAList(let name, let known):
            "Deze kaart heeft geen lijst '\(name)'." + didYouMean(name, among: known)
                + (known.isEmpty ? "" : " De lijsten zijn: \(known.joined(separator: ", ")).")
        case .itemNeeded(let name):
            "De lijst '\(name)' is er voor elk onderdeel apart. Noem een stap van dat onderdeel, zoals k7m3.5."
        case .calledInstead(let id):
            "Voor dit traject kwam intussen een ander in de plaats, en dat loopt: \(id). Er is niets veranderd. Ga daar verder, of stop dat eerst "
                + "(`kaart stop \(id)`) en heropen dit dan."
        case .nothingToMigrate(let card):
            "Er is geen lopend traject van de kaart '\(card)' dat u kunt overzetten; dat doet de eigenaar van de kaart."
        case .pastNotSeen(let card):
            "Hoe dit traject eerder was, ziet alleen wie het hele traject mag zien"
                + (card.visibleTo.map { roles in
                    ": iemand met de rol \(self.roles(roles + [card.owner].filter { !roles.contains($0) })) voor dit traject"
                } ?? "") + "."
        case .notBegunOn(let day): "Op \(day.dutch) was van dit traject nog niets vastgelegd."
        case .emptyGroup(let group):
            "In \(title(of: group)) is vandaag geen leerling ingeschreven. Er is niets veranderd."
        case .notAboutPupils(let card):
            "De kaart '\(card)' gaat niet over een leerling; `--hele-groep` kan hier niet."
        case .notLater(let day):
            "Een plan is voor later, en \(day.dutch) is dat niet. Laat `--vanaf` weg. Er is niets veranderd."
        case .onlyNow: "Hoeveel personen gezag hebben kan niet gepland worden; leg dat vast als het zo is."
        case .nothingPlanned(let day): "Op \(day.dutch) staat er niets gepland. Er is niets veranderd."
        case .notAYear(let text): "'\(text)' is geen schooljaar. Schrijf het als 2027-2028."
        case .yearBegan(let year):
            "Het schooljaar \(year.name) is al begonnen. Leg wijzigingen vast met `kaart leerling` of `kaart inlezen`."
        case .yearToCome(let year):
            "Het schooljaar \(year.name) begint op \(year.firstDay.dutch). Er is nog niets te meten."
        case .noFigures:
            "De cijfers van een kaart zijn voor haar eigenaar en voor wie leerlingen vastlegt (\(list((school?.registryRoles ?? []).map { title(of: $0) }, "en"))). "
                + "Met `kaart stand` ziet u waar uw eigen leerlingen staan."
        case .noFiguresOf(let name, let known):
            "Er is geen kaart '\(name)' waarvan u de cijfers kunt zien." + didYouMean(name, among: known)
                + (known.isEmpty ? "" : " U kunt kiezen uit: \(known.joined(separator: ", ")).")
        case .noStandingOf(let name, let known):
            "Er is geen kaart '\(name)' waarvan u de stand kunt zien." + didYouMean(name, among: known)
                + (known.isEmpty ? "" : " U kunt kiezen uit: \(known.joined(separator: ", ")).")
        case .noSchoolYear(let year):
            "Er is geen bestand `schooljaar: \(year.name)` zonder fouten. Maak dat eerst (schooljaren/\(year.name).yaml), en kijk het na "
                + "met `kaart controleer`. Er is niets veranderd."
        case .leavesAndStays: "wie vertrekt krijgt geen nieuwe gegevens. Laat de andere vakjes leeg."
        case .notYesOrNo(let column): "bij '\(column)' hoort `ja` of `nee`."
        case .namedTwice(let number):
            "Leerling \(number) staat ook in de tabel, of twee keer achter `--vertrekt`. Noem haar of hem één keer. Er is niets veranderd."
        case .unknownPupilNumber(let number):
            "Van leerling \(number) is niets bekend. Er is niets veranderd."
        case .noSuchVersion(let name, let number):
            "Van '\(name)' is geen tekst \(number) bewaard. Kijk met `kaart versies` welke er zijn."
        case .noSuchCardVersion(let name, let number):
            "Van de kaart '\(name)' is hier geen versie \(number) bewaard."
        case .inTable(let faults):
            faults.map { sentence(for: $0) }.joined(separator: " ") + " Er is niets veranderd."
        case .unknownTable(let columns):
            columns.contains { TableKind.isPupilColumn($0) }
                ? "Deze tabel heeft een kolom '\(columns.first { TableKind.isPupilColumn($0) } ?? "leerling")'; in een tabel van leerlingen heet die 'nummer'. Er is niets veranderd."
                : "Aan de eerste regel is niet te zien wat voor tabel dit is."
                    + (columns.lazy.compactMap { TableKind.telling.nearest(to: $0) }.first.map {
                        " Bedoelde u '\($0)'?"
                    } ?? "")
                    + " Een tabel van leerlingen heeft een kolom 'nummer', een van medewerkers 'medewerker', een van groepen 'groep'."
                    + " Er is niets veranderd."
        case .unknownColumn(let name, let known):
            "Deze tabel kent geen kolom '\(name)'." + didYouMean(name, among: known)
                + " De kolommen zijn: \(known.joined(separator: ", ")). Er is niets veranderd."
        case .schoolFileByHand(let file):
            "Het bestand \(file) is zo geschreven dat dit er niet met zekerheid in te zetten is. Er is niets veranderd; zet het er met de hand in."
        case .breaksFile(let file, let line, let message):
            "Hiermee zou \(file) niet meer kloppen, in regel \(line): \(message) Er is niets veranderd."
        case .fileChanged(let file):
            "Het bestand \(file) is intussen gewijzigd. Er is niets veranderd; probeer het opnieuw."
        case .onlyFilesWritten(let files, let cause):
            "\(cause) \(list(files, "en")) \(files.count == 1 ? "is" : "zijn") al gewijzigd, maar er kon niets bij vastgelegd worden. Geef dit "
                + "commando opnieuw als dat verholpen is, en waarschuw de beheerder."
        case .fileNotWritten(let file, .disk(let fault)): sentence(for: fault, at: file)
        case .fileNotWritten(let file, .notAllowed):
            "\(file) kan niet geschreven worden. Er is niets veranderd; vraag de beheerder om schrijfrechten."
        case .fileNotWritten(let file, .noFolder):
            "De map van \(file) is er niet meer, of heet nu anders. Er is niets veranderd; kijk waar zij is en probeer het opnieuw."
        case .notACSV(let fault):
            "In dit bestand klopt iets niet: \(Self.reason(of: fault)) Er is niets veranderd."
        case .doubtfulDay(let line, let text, let days):
            "Regel \(line): \(text) kan \(list(days.map(\.dutch), "of")) zijn. Schrijf \(list(days.map(\.description), "of")). Er is niets veranderd."
        case .unknownAnswer(let name, let known):
            "'\(name)' is geen antwoord. Kies uit: \(options(known))."
        case .signerNeeded(let signers):
            signers.isEmpty
                ? "Bij deze stap wordt niet getekend."
                : "Zeg erbij wie tekent, met `--wie`: \(list(signers.map { title(of: $0) }, "of"))."
        case .answeredOtherwise(let asked): sentence(forAnsweredOtherwise: asked)
        case .notOverRows(let reference):
            "Stap \(reference) loopt niet over de rijen van een lijst: noem wat erbij komt, zonder `--veld`."
        case .otherAct(let reference, let step, let card):
            sentence(forOtherActAt: reference, step, on: card)
        case .cellsNeeded(let missing, let optional):
            "Geef met `--veld` wat er gebeurde: \(list(missing.map { told($0) }, "en"))."
                + (optional.isEmpty ? "" : " Mag erbij: \(list(optional.map { told($0) }, "en")).")
                + " Er is niets veranderd."
        case .notARegister(let reference):
            "Bij \(reference) wordt niets bijgehouden; rond de stap af met `kaart klaar`."
        case .noSubjectForCall(let card):
            "De kaart '\(card)' kan hier niet begonnen worden: zij gaat over iets anders dan dit traject. Meld het aan wie de kaart beheert."
        case .endless:
            "De kaarten blijven elkaar aanroepen. Er is niets veranderd; meld het aan wie de kaarten beheert."
        case .groupChangeToCome(let number, let group, let day):
            "Tot \(day.dutch) blijft de leerling in de groep van nu. Leg zo vast wat dan verandert: "
                + "`kaart leerling \(number) --kenmerk groep=\(group) --vanaf \(day)`."
        case .groupToName(let known):
            known.isEmpty
                ? "Deze kaart gaat over een groep, en in het schoolbestand staat er geen. Zet de groepen erin, of lees ze in met `kaart inlezen`."
                : "Zeg erbij over welke groep: \(known.joined(separator: ", "))."
        case .groupNeeded: "Zeg erbij in welke groep de leerling zit, met `--groep`."
        case .groupOfNewNeeded(let number):
            "Leerling \(number) is voor u niet bekend. Klopt het nummer? Is het een nieuwe leerling, zeg er dan met `--groep` bij in welke groep."
        case .unknownGroup(let name, let known):
            "Er is geen groep '\(name)'." + didYouMean(name, among: known)
                + (known.isEmpty
                    ? " In het schoolbestand staat er nog geen."
                    : " De groepen zijn: \(known.joined(separator: ", ")).")
        case .unknownField(let name, let known, let titled):
            "De kaart heeft geen veld '\(name)'."
                + (titled.map { " Zo heet het voor mensen; typ zijn naam: '\($0)'." }
                    ?? didYouMean(name, among: known))
        case .wrongValue(let field, let fault): "\(field.title.label) \(sentence(for: fault))"
        case .unknownRole(let name, let known):
            "De school heeft geen rol '\(name)'."
                + (known.nearest(to: name) == nil && !known.isEmpty
                    ? " De rollen zijn: \(known.joined(separator: ", "))." : didYouMean(name, among: known))
        case .roleOfPerson(let name):
            "'\(name)' is een medewerker. Zet er de rol voor: `--aanwezig <rol>=\(name)`."
        case .givenTwice(let name): "'\(name)' staat er twee keer. Geef het één keer."
        case .presenceOf(let role):
            "Van '\(role)' staat er zowel wie er was als waarom niemand er was. Kies één van de twee."
        }
    }

    private func sentence(forAnsweredOtherwise asked: [Signature]) -> String {
        let said = asked.compactMap { signature in
            signature.answer.map { "\(title(of: signature.signer)) antwoordde '\(FieldText.text(of: $0))'" }
        }
        let open = asked.filter { $0.answer == nil }.map(\.signer)
        return "Ieder antwoordt apart, en \(list(said, "en")). Zeg voor wie dit antwoord is, zoals "
            + "`--wie '\(open.first.map { typed($0) } ?? "ouders 2")'`. Er is niets veranderd."
    }

    /// The sentence, with that nothing changed; said once.
    private func nothingChanged(after sentence: String) -> String {
        let end = "Er is niets veranderd."
        return sentence.hasSuffix(end) ? sentence : sentence + " " + end
    }

    /// What to do with data that are not safe where they are; what is to be typed works wherever one stands.
    private func elsewhere(than path: String, _ better: String = "op een schijf van deze computer zelf")
        -> String
    {
        "Er is niets veranderd; zet de map van de school \(better). Kan het niet anders, en werkt er nooit meer dan één computer tegelijk "
            + "mee: `kaart init --toch-hier \(school(at: path))` (voor een nieuwe oefenmap ook met `--oefen`). Dat wordt opgeschreven."
    }

    /// The folder of the school whose data are at this path, as a word to type: two steps up.
    private func school(at path: String) -> ShellWord {
        var folder = path[...]
        for _ in 0..<2 {
            guard let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ShellWord(".") }
            folder = folder[..<slash]
        }
        return ShellWord(folder.isEmpty ? "/" : String(folder))
    }

    /// What to do where the data have a second name: a copy that replaces them has one, and what was broken off under the
    /// other name is undone under that name alone.
    private func secondName(of path: String) -> String {
        let (file, copy) = (ShellWord(path), ShellWord(path + ".nieuw"))
        return """
            \(path) heeft nog een andere naam op deze schijf (een harde koppeling, zoals van `ln` of `cp -al`). Wordt onder beide namen \
            gewerkt, dan kan verloren gaan wat is vastgelegd. Er is niets veranderd. Laat de beheerder die zoeken \
            (`find <schijf> -xdev -samefile \(file)`). Ligt ernaast een bestand dat op `-journal` eindigt, dan is daar iets afgebroken dat alleen \
            onder die naam hersteld wordt: laat dan alles zoals het is, en bewaar van beide een kopie voor iemand verder gaat. Anders komt er een gewone kopie voor in de plaats: \
            `cp -p \(file) \(copy) && mv \(copy) \(file)`. Is dit zelf een reservekopie, kijk dan een gewone kopie ervan na.
            """
    }

    /// Why the store could not do what was asked.
    func store(_ failure: StoreFailure) -> String {
        switch failure {
        case .versionConflict:
            "Iemand anders was net iets eerder met dit traject. Er is niets veranderd; kijk opnieuw met `kaart taken`."
        case .absent(let path):
            "Er zijn geen gegevens in \(path). Waren zij er wel, zet dan eerst de reservekopie terug. Is hier nog nooit iets "
                + "vastgelegd, begin dan met `kaart init \(school(at: path))`."
        case .exists(let path): "Er zijn al gegevens in \(path). Er is niets veranderd."
        case .notAStore(let path):
            "\(path) is niet te lezen als gegevensbestand van kaart. Er is niets veranderd. Wat u doet, zegt `kaart nazien`."
        case .noOrdinaryFile(let path):
            "\(path) is geen gewoon bestand. Er is niets veranderd; waarschuw de beheerder."
        case .secondName(let path): secondName(of: path)
        case .replaced(let path):
            "\(path) is intussen vervangen of weggehaald. Er is niets vastgelegd; geef dit commando opnieuw."
        case .newer(let path, _):
            "\(path) is gemaakt met een nieuwere uitgave van kaart. Installeer die eerst. Is hier geen nieuwere gebruikt, dan is het bestand "
                + "beschadigd: wat u dan doet, zegt `kaart nazien`."
        case .readOnly(let path):
            "\(path) mag alleen gelezen worden. Er is niets veranderd; vraag de beheerder om schrijfrechten."
        case .noAccess(let path):
            "\(path) kan niet geopend of geschreven worden: u heeft daar geen rechten. Er is niets veranderd; vraag de beheerder."
        case .notOpened(let path):
            "\(path) kan nu niet geopend worden. Er is niets veranderd; probeer het opnieuw, en waarschuw de beheerder als het zo blijft."
        case .disk(let fault, let path): sentence(for: fault, at: path)
        case .busy(let path):
            "\(path) is al een tijd bezet door een ander. Er is niets veranderd; probeer het zo opnieuw."
        case .onShare(let path, let kind):
            "\(path) staat op een netwerkschijf (\(kind)). Daar ziet de ene computer niet wat de andere aan het schrijven is, en raakt "
                + "beschadigd wat is vastgelegd. \(elsewhere(than: path))"
        case .onWindowsDisk(let path):
            "\(path) staat op een schijf van Windows, die Linux (WSL) maar van opzij ziet. Wat tegelijk schrijvende programma's uit elkaar houdt "
                + "werkt daar niet zeker, en dan raakt beschadigd wat is vastgelegd. "
                + elsewhere(
                    than: path, "op de schijf van Linux zelf, bijvoorbeeld in uw eigen map onder /home")
        case .inSyncFolder(let path, let folder):
            "\(path) staat in een map die een ander programma gelijk houdt met andere computers (\(folder)). Dan ontstaan er twee "
                + "kopieën die uit elkaar lopen. \(elsewhere(than: path))"
        case .unsafeSettings(let path, let setting):
            "\(path) kan hier niet veilig gebruikt worden (\(setting)). Er is niets veranderd; waarschuw de beheerder."
        case .strangeJournal(let path):
            """
            Wat er naast \(path) ligt (`-journal`), hoort niet bij dat bestand: waarschijnlijk viel de computer uit, en is er daarna een \
            kopie overheen gezet. Die zou er nu mee beschadigd worden. Er is niets veranderd. Geef de map waarin het staat een andere naam, \
            maak haar opnieuw, en zet daarin alleen het bestand van de kopie. Is er niets teruggezet, laat dan alles zoals het is en \
            waarschuw de beheerder.
            """
        case .damaged(let path, _):
            // Where in the log is not told: its length says how much happens in cases that not everyone may know of.
            "De gegevens in \(path) zijn beschadigd. Ga niet verder; zet een reservekopie terug of waarschuw de beheerder."
        case .other(let path, let code):
            "\(path) geeft een onverwachte fout (\(code)). Er is niets veranderd; waarschuw de beheerder."
        }
    }
}
