"""The words that bench/generate composes declarations and patterns from. Written for this purpose; nothing is quoted."""


def words(text):
    return text.split()


def lines(text):
    return [line.strip() for line in text.strip().splitlines()]


# --- Everyday material: who works with what, where and why. ---

ORGANISATIONS = words("""
    association agency bakery bank brewery bureau cannery carrier chamber charity clinic club college company consortium
    cooperative council county creamery dairy dealership department depot distillery district exchange factory farm ferry
    firm foundation foundry gallery garage greenhouse guild harbour hospital hotel institute insurer laboratory laundry
    library lodge manufacturer market mill ministry monastery museum network newspaper nursery observatory office operator
    orchard orchestra park pharmacy planetarium plant port practice press publisher quarry railway refinery restaurant
    retailer sanctuary sawmill school seminary shipyard society station studio supplier tannery theatre trust union
    university utility vineyard warehouse waterworks winery wholesaler workshop zoo""")

WORK_NOUNS = words("""
    abstract agenda allocation annotation appendix application approval archive article assay assembly asset audit backlog
    balance barcode batch blueprint booking brief brochure budget bulletin calendar caption cargo catalogue certificate
    checklist circular claim clause code collection comment commission complaint component configuration consignment contract
    coupon crate curriculum delivery deposit description design diagram digest directory discount dispatch document draft
    drawing edition email entry envelope estimate event exhibit expense extract fault feature file fixture folder forecast
    form formula freight glossary grant guideline handbook harvest heading image index ingredient inquiry inspection
    instruction inventory invoice issue item journal label lease ledger lesson letter licence listing load log manifest manual
    manuscript map material measurement meeting memo menu message minute module newsletter notice offer order outage outline
    package page pallet paragraph parcel part payment permit photograph pipeline playlist poster prescription presentation
    price product programme project proposal protocol prototype query questionnaire quota quotation reading receipt recipe
    record reference refund reminder rental repair report request requirement reservation response result review roster route
    sample schedule schema scheme score sensor sentence shelf shift shipment signal sketch slide snippet specification
    spreadsheet statement stock subscription summary survey table tag task template tender test text thread ticket timetable
    topic transcript translation turbine update valve version video voucher warranty waveform workbook worksheet""")

ADJECTIVES = words("""
    annual archived automatic average basic bilingual brief broad broken calibrated central certified cheap clean clear
    closed coarse cold common compact complete complex concise confidential consistent current daily damaged dated decimal
    dense detailed digital distinct double draft dry duplicate dusty early editable empty encrypted exact expired external
    faded familiar faulty final fine first fixed flat formal former fragile frequent fresh full general generic good granular
    heavy historic hourly idle illegible important incoming incomplete indexed inner internal irregular joint large late legacy
    light local long loose low main manual marked metric minor missing mixed modern modular monthly narrow national natural
    new nightly noisy novel numeric obsolete official old open optional ordinary outdated outer overdue packaged paper partial
    perishable plain popular portable previous printed private proposed provisional public quarterly quick quiet random rapid
    rare raw ready recent redundant regional regular related relevant reliable remote repeated revised robust rough routine
    scanned scarce seasonal secondary separate serial shared short signed similar simple slow small smooth solid sparse
    special spare stable standard steady structured subtle suitable surplus technical temporary thermal thin tidy typical
    uniform unique unusual urgent useful usual valid verbose visual weekly wet wide wooden written yearly""")

VERBS = words("""
    adjust align allocate annotate answer append archive arrange assemble assign attach balance bundle calculate calibrate
    catalogue check clarify classify clean collate collect combine compare compile complete compose compress compute condense
    convert copy correct count crop deduplicate deliver describe design digitise dispatch display divide draft edit encode
    enrich estimate evaluate examine explain export extract fetch fill filter forecast format gather generate grade group
    harmonise highlight illustrate import index inspect interpret inventory itemise join label link list load locate log map
    mark measure merge migrate model normalise notify number optimise order organise outline pack parse plan polish prepare
    present price print process propose publish query quote rank rate read reconcile record redraft reduce refine register
    render reorder repair replace reply report reproduce reschedule resize restore retrieve revise rewrite route sample
    schedule score search segment select separate shorten show simulate sketch sort split standardise stitch store structure
    suggest summarise tabulate tag test trace transcribe transform translate transmit trim tune update validate verify weigh""")

DOMAINS = lines("""
    water quality
    crop yields
    spare parts
    tram timetables
    ticket sales
    laboratory samples
    building permits
    heat pumps
    museum loans
    patient leaflets
    tax forms
    wind turbines
    fleet maintenance
    warehouse picking
    customs paperwork
    energy prices
    soil moisture
    river levels
    bridge inspections
    software licences
    grant applications
    school menus
    theatre bookings
    library holdings
    insurance claims
    loan documents
    supplier contracts
    product reviews
    seismic readings
    satellite pictures of fields
    weather stations
    forest fires
    beehives
    dairy herds
    shipping containers
    airport baggage
    road surfaces
    street lighting
    waste collection
    recycling streams
    parking spaces
    lift maintenance
    factory noise
    weld seams
    circuit boards
    paint mixtures
    textile patterns
    sheet music
    film subtitles
    court transcripts
    land registers
    patent drawings
    clinical trial protocols
    radiology images
    pharmacy orders
    vaccine storage
    blood bank stocks
    ambulance stations
    telephone helpdesks
    training courses
    language lessons
    recipe collections
    hotel reviews
    ferry crossings
    rail freight
    pipeline pressure
    battery cells
    solar panels
    district heating
    tidal gates
    coral reefs
    bird counts
    fish stocks
    glacier photographs
    star catalogues
    genome assemblies
    protein folding
    chemical safety sheets
    fire drills
    payroll questions
    meeting minutes
    annual reports
    press releases
    survey answers
    donor letters
    membership renewals
    charity auctions
    sports fixtures
    camp sites
    hiking trails
    vineyard slopes
    orchard pests
    greenhouse climates
    bakery orders
    brewery vats
    cold stores
    sawmill waste
    quarry blasts
    mine ventilation
    printing presses
    source code
    test suites
    error logs
    network outages
    database migrations
    access requests
    backup schedules
    cloud invoices""")

METHODS = lines("""
    a language model
    a gradient-boosted model
    a small convolutional network
    optical character recognition
    a rule engine
    a search index with embeddings
    a speech-to-text service
    a time-series forecast
    a regression on ten years of records
    an anomaly detector
    a recommender
    a spreadsheet macro
    a vector database
    an image classifier
    a translation service
    a clustering step
    a knowledge graph
    a digital twin
    a random forest
    a Bayesian estimate
    a chat assistant
    a summariser
    a template library
    a document parser
    an optimiser
    a simulation
    a set of hand-written rules
    a tool for structured extraction
    a fine-tuned encoder
    a question-answering service""")

OUTCOMES = lines("""
    clerks spend less time on retyping
    the waiting time falls
    errors are found before printing
    maintenance crews know where to go first
    stocks stay within their limits
    the backlog shrinks by a third
    answers are the same in every branch
    fewer parcels come back
    energy is bought when it is cheap
    engineers can see trends early
    readers find the right shelf
    planners can compare two options
    invoices are paid on time
    faults are repaired on the first visit
    the same question is not answered twice
    new staff learn the trade sooner
    results are ready the next morning
    the archive becomes searchable
    spare parts are ordered in good time
    reports read alike
    lorries drive fewer empty miles
    less food is thrown away
    samples are no longer mixed up
    the auditors can follow each step
    translations keep to one glossary
    drafts need fewer rounds
    seasonal peaks are met
    the night shift is warned
    two databases agree again
    visitors find their way""")

OUTPUT_KINDS = lines("""
    a ranked list
    a draft reply
    a table
    a chart
    a short summary
    a code from a fixed list
    a confidence between 0 and 1
    a colour-coded map
    a PDF report
    a ticket in the helpdesk
    an e-mail to the planner
    a corrected transcript
    a forecast for the next seven days
    a set of tags
    a suggested route
    an alert on the dashboard
    a JSON record
    a translated page
    a list of duplicates
    a cleaned spreadsheet
    a work order
    an estimate in euros
    a reading list
    a captioned picture
    a comparison of two versions""")

READERS = lines("""
    a clerk
    the shift leader
    the editor
    an engineer
    the purchasing team
    the duty officer of the plant
    a librarian
    the lab manager
    two translators
    the head of the workshop
    the maintenance planner
    an accountant
    the project office
    the support desk
    a curator
    a reviewer with ten years in the trade
    the data steward
    the quality manager
    the harbour master
    an agronomist""")

TEAMS = words("""accounting analytics archives buying catering communications compliance design dispatch editorial
    engineering estates facilities finance forestry grants logistics maintenance marketing mapping operations planning
    procurement production publishing quality records research sales scheduling software stores support surveying
    sustainability training translation transport treasury typesetting""")

SYLLABLES = words("""al an ar bar bel ber bor bran cal cas cor dal dar del den dor el en er fal far fen gal gar gel glen han
    har hel hol il in jar kal kel kor lan lar len lin lor mal mar mel mer mor nar nel nor ol or os pal par pel per por ral
    ran rel ros sal san sel sol tal tan tar tel tor ul ur val var vel ver vil vor wal wen win yar zan zel""")
ENDINGS = words("""a berg bridge burn by dale don field ford gate ham haven holm hurst ia ick ing ley mere mont mouth ness o
    port ridge stad stead ton um vale wick wood worth""")

# --- What policies speak of; the patterns that are generated are made of the same words. ---

SENSITIVE_ACTS = {  # stem: endings, for phrases `stem*` and patterns `stem(?:...)`
    "monitor": ["", "s", "ed", "ing"], "track": ["", "s", "ed", "ing"], "profil": ["e", "es", "ed", "ing"],
    "identif": ["y", "ies", "ied", "ication"], "observ": ["e", "es", "ed", "ing"], "scor": ["e", "es", "ed", "ing"],
    "screen": ["", "s", "ed", "ing"], "intercept": ["", "s", "ed", "ion"], "follow": ["", "s", "ed", "ing"],
    "rank": ["", "s", "ed", "ing"], "target": ["", "s", "ed", "ing"], "predict": ["", "s", "ed", "ion"],
    "manipulat": ["e", "es", "ed", "ion"], "deceiv": ["e", "es", "ed", "ing"], "interrogat": ["e", "es", "ed", "ion"],
    "detain": ["", "s", "ed", "ing"], "expel": ["", "s", "led", "ling"], "harass": ["", "es", "ed", "ment"],
    "impersonat": ["e", "es", "ed", "ion"], "sabotag": ["e", "es", "ed", "ing"], "eavesdrop": ["", "s", "ped", "ping"],
    "blacklist": ["", "s", "ed", "ing"], "wiretap": ["", "s", "ped", "ping"], "photograph": ["", "s", "ed", "ing"],
    "geolocat": ["e", "es", "ed", "ion"], "unmask": ["", "s", "ed", "ing"], "punish": ["", "es", "ed", "ment"],
    "coerc": ["e", "es", "ed", "ion"], "shadow": ["", "s", "ed", "ing"], "fingerprint": ["", "s", "ed", "ing"],
    "weaponis": ["e", "es", "ed", "ation"], "surveil": ["", "s", "led", "lance"],
}
PEOPLE = lines("""
    passer-by
    protester
    migrant
    journalist
    resident
    traveller
    employee
    pupil
    student
    tenant
    applicant
    patient
    voter
    suspect
    prisoner
    refugee
    commuter
    shopper
    pedestrian
    subscriber
    dissident
    trade unionist
    asylum seeker
    opposition politician
    religious minority
    union member
    whistleblower
    pilgrim
    striker
    defendant
    pensioner
    taxpayer
    borrower
    policyholder
    job candidate
    courier
    nurse
    motorist
    concert-goer
    football fan""")
MANNERS = words("""bulk covert secret blanket indiscriminate permanent hidden nationwide untargeted systematic
    warrantless remote unannounced wholesale dragnet clandestine involuntary pervasive relentless citywide""")
TECHNIQUES = lines("""
    face recognition
    face matching
    gait analysis
    voice identification
    iris scanning
    emotion recognition
    number plate reading
    phone interception
    location histories
    cell tower dumps
    social media scraping
    keystroke logging
    lie detection
    risk scoring
    social scoring
    predictive policing
    crowd counting
    drone footage
    thermal cameras
    body cameras
    data brokers
    credit scoring
    exam proctoring
    CV ranking
    voter profiling
    deepfake videos
    cloned voices
    fake reviews
    bot accounts
    phishing pages
    ransomware samples
    zero-day exploits
    password cracking
    target selection
    loitering munitions
    fire control
    battle damage assessment
    nerve agents
    pathogen enhancement
    pipeline bombs
    money laundering
    sanctions evasion
    hate speech
    gambling offers
    spyware
    stalkerware
    genetic tests
    polygraphs
    watch lists
    no-fly lists
    border towers
    ankle monitors
    smart speakers
    licence photos
    travel records
    bank statements
    medical files
    school records
    dating profiles
    chat messages""")
TRAITS = lines("""
    ethnicity
    religion
    sexual orientation
    political opinion
    union membership
    health status
    immigration status
    pregnancy
    creditworthiness
    mental state
    disability
    nationality
    family ties
    radicalisation
    reoffending
    absenteeism""")
SETTINGS = lines("""
    law enforcement
    border control
    military operations
    intelligence work
    criminal justice
    housing
    hiring
    public benefits
    insurance
    lending
    elections
    health care
    schools
    asylum procedures
    critical infrastructure
    advertising""")
DENIALS = lines("""
    We do not use {x}.
    There is no {x}.
    {x} is excluded.
    It never involves {x}.
    The contract rules out {x}.""")
HEDGES = lines("""
    It might later be used for {x}.
    {x} could be added in future.
    We are considering {x}.""")

# --- Structured fields: terms that the shipped libraries know. ---

SECTORS = words("""retail finance banking insurance telecommunications media publishing education university research
    government municipality regulator hospitality hotels games broadcasting e-commerce healthcare""")
SUBJECTS = words("""employees own-customers own-users members business-contacts not-people machines animals plants equipment
    organisations students residents travellers patients shoppers""")
CATEGORIES = words("""personal-data contact-details financial-data employment-data office-documents anonymous-statistics
    sensor-readings software-telemetry scientific-data media-content public-documents""")
SOURCES = words("""own-customer-records own-staff-records application-forms public-registers published-sources office-work
    machine-sensors satellite-imagery weather-stations laboratory-instruments server-logs own-media-production""")
SERVICES = words("""azure-openai azure-ai-vision azure-ai-speech azure-ai-translator azure-ai-language azure-ai-search
    azure-blob-storage azure-virtual-machines azure-sql azure-machine-learning microsoft-365 amazon-bedrock""")
CAPABILITIES = words("""legal-advice medical-advice crowd-monitoring-with-identity face-verification person-tracking
    profiling-of-people location-tracking licence-plate-recognition""")
