import ArgumentParser
@main struct Houzhen { static func main() {} }
